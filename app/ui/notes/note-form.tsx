"use client";

import { useActionState, useRef, useState } from "react";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { errorMessage, type FormError, issueOf } from "@/app/ui/format/error-message";
import { RelativeTime } from "@/app/ui/time/relative-time";
import { useDraft } from "@/lib/client/persistence/use-draft";
import { useAuthClient } from "@/lib/client/react/auth-provider";
import { useApiData } from "@/lib/client/react/use-api-data";
import type { NoteView } from "@/lib/session/contract";

/** What the server action gives back. */
export interface NoteState {
  /** Why the note was not saved. */
  refusal: FormError | null;
  /** The typed text, to show again; null when it was saved. */
  text: string | null;
}

interface Props {
  initial: NoteView;
  /** The user this page was rendered for. The server refuses the note if another user has signed in since. */
  userId: string;
  action: (state: NoteState | null, form: FormData) => Promise<NoteState>;
}

const MAX_LENGTH = 4000;
const parseDraft = (value: unknown) =>
  typeof value === "string" && value.length <= MAX_LENGTH ? value : null;

/** The user's note. Typed text is kept as an encrypted draft until it is saved. */
export function NoteForm({ initial, userId, action }: Props) {
  const { call } = useAuthClient();
  const [posted, formAction] = useActionState(action, null);
  const { data: saved = initial, reload, replace } = useApiData("/api/me/note", { initial });
  const [typed, setTyped] = useState<string | null>(posted?.text ?? null);
  // What another tab has kept since this one was last typed into: its person has not sent that.
  const elsewhere = useRef<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const draft = useDraft<string>("note", {
    version: 1,
    parse: parseDraft,
    // Typed before the page came to life.
    onRead: (kept) => {
      const early = field.current?.dataset.typed;
      if (early !== undefined && kept === null && typed === null) type(early);
    },
    // What another tab has sent is saved.
    onElsewhere: (kept) => {
      elsewhere.current = kept;
      if (kept === null) void reload();
    },
  });
  const { form, onSubmit, isPending, refusal } = useApiForm({
    submit: async (values) => {
      const text = values.get("text");
      replace(await call<NoteView>("/api/me/note", { method: "PUT", body: { text } }));
      setTyped(null);
      if (elsewhere.current === null || elsewhere.current === text) draft.discard();
    },
    initial: posted?.refusal ?? null,
  });
  const isRestored = typed === null && draft.kept !== null && draft.kept !== saved.text;
  const text = typed ?? draft.kept ?? saved.text;

  function type(next: string) {
    elsewhere.current = null;
    setTyped(next);
    draft.save(next);
  }

  function startOver() {
    setTyped(null);
    draft.discard();
  }

  return (
    <form ref={form} action={formAction} onSubmit={onSubmit} className="grid gap-4 p-5 sm:p-6">
      <input type="hidden" name="userId" value={userId} />
      {refusal && (
        <Notice tone="danger" role="alert" tabIndex={-1}>
          {issueOf(refusal, "text") ?? errorMessage(refusal)}
        </Notice>
      )}
      {isRestored && (
        <Notice tone="info" role="status">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <p>We restored your unsaved note.</p>
            <Button variant="quiet" size="small" onClick={startOver}>
              Discard and show saved note
            </Button>
          </div>
        </Notice>
      )}
      <textarea
        ref={field}
        data-draft=""
        suppressHydrationWarning
        name="text"
        aria-label="Note"
        value={text}
        onChange={(event) => type(event.target.value)}
        maxLength={MAX_LENGTH}
        readOnly={draft.isReading}
        rows={5}
        placeholder="Write something to remember."
        className="block w-full rounded-xl border border-edge bg-raised px-3.5 py-3 text-base outline-offset-1 placeholder:text-muted"
      />
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="text-sm text-muted">
          <span role="status">{noteState(saved, text)}</span>
          {/* Changes with every pause in typing, so screen readers do not announce it. */}
          <span>{text !== saved.text && text === draft.kept ? " Draft kept on this device." : null}</span>
        </p>
        <Button type="submit" variant="quiet" aria-disabled={isPending}>
          <span>{isPending ? "Saving…" : "Save note"}</span>
        </Button>
      </div>
    </form>
  );
}

function noteState({ text: savedText, updatedAt }: NoteView, text: string) {
  if (text !== savedText) return <span key="unsaved">Unsaved changes.</span>;
  if (!updatedAt) return <span key="private">Only you can see this.</span>;
  return (
    <span key="saved">
      Saved <RelativeTime at={updatedAt} />.
    </span>
  );
}

"use client";

import { useActionState } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { PageSession } from "@/app/ui/form/page-session";
import { errorMessage, issueOf } from "@/app/ui/format/error-message";
import { RelativeTime } from "@/app/ui/time/relative-time";
import type { Draft } from "@/lib/client/persistence/use-draft";
import type { NoteView } from "@/lib/session/contract";
import { MAX_NOTE_LENGTH } from "@/lib/session/text-limits";
import type { Texts } from "@/lib/texts/catalogue";
import { type NoteState, useNote } from "./use-note";

const PAGE = "/dashboard";
type NoteTexts = Texts<"dashboard">["note"];

interface Props {
  initial: NoteView;
  action: (state: NoteState | null, form: FormData) => Promise<NoteState>;
}

/** The user's note. Typed text is kept as an encrypted draft until it is saved. */
export function NoteForm({ initial, action }: Props) {
  const t = useTexts("dashboard").note;
  const tErrors = useTexts("requestErrors");
  // By the address of its page React tells the form from others; without one it would hash its place for each page.
  const [posted, formAction] = useActionState(action, null, PAGE);
  const note = useNote(initial, posted);
  const { form, field, saved, text, draft, isPending, refusal } = note;

  return (
    <form ref={form} action={formAction} onSubmit={note.onSubmit} className="grid gap-4 p-5 sm:p-6">
      <PageSession />
      {refusal && (
        <Notice tone="danger" role="alert" tabIndex={-1}>
          {issueOf(refusal, "text") ?? errorMessage(refusal, tErrors)}
        </Notice>
      )}
      {note.isRestored && (
        <Notice tone="info" role="status">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            <p>{t.restored}</p>
            <Button variant="quiet" size="small" onClick={note.startOver}>
              {t.discard}
            </Button>
          </div>
        </Notice>
      )}
      <textarea
        ref={field}
        data-draft=""
        suppressHydrationWarning
        name="text"
        aria-label={t.label}
        value={text}
        onChange={(event) => note.type(event.target.value)}
        maxLength={MAX_NOTE_LENGTH}
        readOnly={draft.isReading}
        rows={5}
        placeholder={t.placeholder}
        className="block w-full rounded-xl border border-edge bg-raised px-3.5 py-3 text-base outline-offset-1 placeholder:text-muted"
      />
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="text-sm text-muted">
          <span role="status">{noteState(saved, text, t)}</span>
          {/* Changes with every pause in typing, so screen readers do not announce it. */}
          <span>{text !== saved.text ? draftState(draft, text, t) : null}</span>
        </p>
        <Button type="submit" variant="quiet" aria-disabled={isPending || draft.isReading}>
          <span>{isPending ? t.saving : t.save}</span>
        </Button>
      </div>
    </form>
  );
}

function draftState({ kept, isUnavailable, isPersistent }: Draft<string>, text: string, t: NoteTexts) {
  if (isUnavailable) return ` ${t.draftImpossible}`;
  if (text !== kept) return null;
  return ` ${isPersistent ? t.draftKept : t.draftFleeting}`;
}

function noteState({ text: savedText, updatedAt }: NoteView, text: string, t: NoteTexts) {
  if (text !== savedText) return <span key="unsaved">{t.unsaved}</span>;
  if (!updatedAt) return <span key="private">{t.private}</span>;
  return <span key="saved">{t.saved({ when: <RelativeTime at={updatedAt} /> })}</span>;
}

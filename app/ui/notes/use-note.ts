"use client";

import { type SubmitEvent, useLayoutEffect, useRef, useState } from "react";
import { useApiForm } from "@/app/ui/form/use-api-form";
import type { FormError } from "@/app/ui/format/error-message";
import { useDraft } from "@/lib/client/persistence/use-draft";
import type { NoteView } from "@/lib/session/contract";
import { MAX_NOTE_LENGTH } from "@/lib/session/text-limits";
import { useSavedNote } from "./use-saved-note";

/** The result of the server action. */
export interface NoteState {
  /** Why the note was not saved. */
  refusal: FormError | null;
  /** The typed text, to show again; null when it was saved. */
  text: string | null;
}

const parseDraft = (value: unknown) =>
  typeof value === "string" && value.length <= MAX_NOTE_LENGTH ? value : null;

/**
 * The state of the note: the saved text, the typed one, and its draft.
 *
 * @param initial the note the server rendered
 * @param posted the result of a form posted without JavaScript, or null
 */
export function useNote(initial: NoteView, posted: NoteState | null) {
  const { saved, save, reload } = useSavedNote(initial);
  const [typed, setTyped] = useState<string | null>(posted?.text ?? null);
  // The draft that another tab has stored since this one was last typed into. Its user has not submitted it.
  const elsewhere = useRef<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const early = useRef<string | null>(null);
  // Typed before hydration. Without this, the first render after it would put the server's text back into the field.
  useLayoutEffect(() => {
    early.current = field.current?.dataset.typed ?? null;
    if (early.current !== null) setTyped(early.current);
  }, []);
  const draft = useDraft<string>("note", {
    version: 1,
    parse: parseDraft,
    // A draft may hold more than what was typed before hydration, so it comes first.
    onRead: (kept) => {
      if (early.current === null || typed !== early.current) return;
      if (kept === null) draft.save(early.current);
      else setTyped(null);
    },
    // Another tab has saved its text.
    onElsewhere: (kept) => {
      elsewhere.current = kept;
      if (kept === null) void reload();
    },
  });
  const { form, onSubmit, isPending, refusal } = useApiForm({
    submit: async (values) => {
      const text = values.get("text");
      await save(text);
      setTyped(null);
      if (elsewhere.current === null || elsewhere.current === text) draft.discard();
    },
    initial: posted?.refusal ?? null,
  });
  const isRestored = typed === null && draft.kept !== null && draft.kept !== saved.text;
  const text = typed ?? draft.kept ?? saved.text;

  /** While the draft is being read, the field does not hold what the user may have written before. */
  function submit(event: SubmitEvent<HTMLFormElement>) {
    if (draft.isReading) event.preventDefault();
    else void onSubmit(event);
  }

  function type(next: string) {
    elsewhere.current = null;
    setTyped(next);
    draft.save(next);
  }

  function startOver() {
    setTyped(null);
    draft.discard();
  }

  return {
    form,
    field,
    saved,
    text,
    type,
    startOver,
    isRestored,
    draft,
    onSubmit: submit,
    isPending,
    refusal,
  };
}

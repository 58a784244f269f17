"use server";

import type { NoteState } from "@/app/ui/notes/use-note";
import { saveNoteFromForm } from "@/lib/web/forms/note";

/** Saves the note without JavaScript. Returns the failure and the typed text when it was not saved. */
export async function saveNoteAction(_before: NoteState | null, form: FormData): Promise<NoteState> {
  const failure = await saveNoteFromForm(form);
  if (!failure) return { refusal: null, text: null };
  // One user's typed text must not be shown to the next user.
  const isTheirs = failure.code !== "session_mismatch";
  return { refusal: failure, text: isTheirs ? String(form.get("text") ?? "") : null };
}

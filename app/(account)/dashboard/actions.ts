"use server";

import type { NoteState } from "@/app/ui/notes/note-form";
import { saveNoteFromForm } from "@/lib/web/forms/note-action";

/** Saving the note without scripts: comes back with what became of it, and with what was typed if it was not saved. */
export async function saveNote(_before: NoteState | null, form: FormData): Promise<NoteState> {
  const result = await saveNoteFromForm(form);
  if (result.status === "saved") return { refusal: null, text: null };
  // What one person typed is not shown to the next.
  const isTheirs = result.code !== "session_mismatch";
  return { refusal: result, text: isTheirs ? String(form.get("text") ?? "") : null };
}

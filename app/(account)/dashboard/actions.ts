"use server";

import type { NoteState } from "@/app/ui/notes/note-form";
import { saveNoteFromForm } from "@/lib/web/note-action";

/** Saving the note without scripts: comes back with what became of it, and with what was typed. */
export async function saveNote(_before: NoteState | null, form: FormData): Promise<NoteState> {
  const text = String(form.get("text") ?? "");
  const result = await saveNoteFromForm(form);
  return result.status === "saved" ? { refusal: null, text } : { refusal: result, text };
}

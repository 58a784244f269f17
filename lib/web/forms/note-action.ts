/**
 * Saving the note from a plain form, which works without JavaScript.
 */
import "server-only";
import { saveNote } from "@/lib/server/notes";
import { fail, isFailure } from "@/lib/session/failure";
import { getSession } from "@/lib/web/pages/current-session";
import { noteBody, noteForm } from "@/lib/web/request/schemas";
import { validate } from "@/lib/web/request/validate";
import { formAction } from "./form-action";

/**
 * Saves the note with the fields of `noteForm`.
 *
 * @returns null when it is saved; besides the codes of every form `not_authenticated`, or `session_mismatch` when
 *   another account is signed in by now than the page was rendered for. Then nothing is written: what was typed for
 *   one account must not end up in another
 */
export const saveNoteFromForm = formAction(noteForm, async ({ userId, text }) => {
  const current = await getSession();
  if (!current) return fail("not_authenticated");
  if (userId !== current.user.id) return fail("session_mismatch");
  const note = validate(noteBody, { text });
  if (isFailure(note)) return note;
  await saveNote(current.user.id, note.value.text);
  return null;
});

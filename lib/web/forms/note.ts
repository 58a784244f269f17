/**
 * Saving the note from a plain form, which works without JavaScript.
 */
import "server-only";
import { saveNote } from "@/lib/server/account/notes";
import { isFailure } from "@/lib/session/failure";
import { noteForm } from "@/lib/web/request/form-schemas";
import { noteBody } from "@/lib/web/request/schemas";
import { validate } from "@/lib/web/request/validate";
import { formAction } from "./form-action";
import { findFormPrincipal } from "./fresh-principal";

/**
 * Saves the note with the fields of `noteForm`.
 *
 * @returns null when it is saved; besides the codes of every form `not_authenticated`, or `session_mismatch` when
 *   another account is signed in by now than the page was rendered for. Then nothing is written: what was typed for
 *   one account must not end up in another
 */
export const saveNoteFromForm = formAction(noteForm, async ({ pageSessionId, text }, context) => {
  const principal = await findFormPrincipal(pageSessionId, context);
  if (isFailure(principal)) return principal;
  const note = validate(noteBody, { text });
  if (isFailure(note)) return note;
  const saved = await saveNote(principal, note.value.text);
  return isFailure(saved) ? saved : null;
});

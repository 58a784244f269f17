/**
 * Saving the note from a plain form: the way that works without JavaScript.
 */
import "server-only";
import { headers } from "next/headers";
import { config } from "@/lib/server/config";
import { saveNote } from "@/lib/server/notes";
import { isUnavailable } from "@/lib/server/unavailable";
import { fail, isFailure } from "@/lib/session/failure";
import { parseWith } from "@/lib/web/api/body";
import { getSession } from "@/lib/web/pages/current-session";
import { isCrossSite } from "@/lib/web/request/cross-site";
import { readRequestContext } from "@/lib/web/request/request-context";
import { noteBody } from "@/lib/web/request/schemas";
import { applyPendingSignOut } from "@/lib/web/request/session-responses";
import { type FormRefusal, formRefusal } from "./form-refusal";

/**
 * Saves the field `text`.
 *
 * The field `userId` says whom the page was rendered for. When somebody else is signed in by now, nothing is written:
 * what was typed for one account must not end up in another.
 */
export async function saveNoteFromForm(form: FormData): Promise<FormRefusal | { status: "saved" }> {
  if (isCrossSite(await headers(), config().origin)) return formRefusal(fail("cross_site_request"));
  try {
    const current = await getSession();
    if (!current) {
      await applyPendingSignOut(await readRequestContext(await headers()));
      return formRefusal(fail("not_authenticated"));
    }
    if (form.get("userId") !== current.user.id) return formRefusal(fail("session_mismatch"));
    // A form sends line ends as CRLF (HTML, "form control data set"); the API gets them as typed.
    const text = String(form.get("text") ?? "").replaceAll("\r\n", "\n");
    const input = parseWith(noteBody, { text });
    if (isFailure(input)) return formRefusal(input);
    await saveNote(current.user.id, input.value.text);
    return { status: "saved" };
  } catch (error) {
    if (isUnavailable(error)) return formRefusal(fail("unavailable"));
    throw error;
  }
}

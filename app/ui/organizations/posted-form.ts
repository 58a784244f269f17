import { formText } from "@/app/ui/form/form-text";
import type { Failure } from "@/lib/session/failure";
import type { PostedForm } from "./use-posted-form";

/**
 * Makes the answer to a form that was posted without JavaScript.
 *
 * @param refusal why it failed; null when it was done
 * @param fields those to fill in again, by name
 */
export function postedForm(refusal: Failure | null, form: FormData, fields: string[] = []): PostedForm {
  // One user's typed text must not be shown to the next user.
  const isTheirs = refusal?.code !== "session_mismatch";
  const values = isTheirs ? fields.map((field) => [field, formText(form, field)] as const) : [];
  return { refusal, kept: Object.fromEntries(values) };
}

"use server";

import type { FormError } from "@/app/ui/format/error-message";
import { deleteAccountFromForm } from "@/lib/web/forms/account-deletion";

/** Asks for the deletion of the account without JavaScript. */
export async function deleteAccountAction(
  _before: FormError | null,
  form: FormData,
): Promise<FormError | null> {
  return deleteAccountFromForm(form);
}

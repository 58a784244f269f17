"use server";

import type { FormError } from "@/app/ui/format/error-message";
import { keepAccountFromForm } from "@/lib/web/forms/account-deletion";

/** Keeps the account without JavaScript. */
export async function keepAccountAction(
  _before: FormError | null,
  form: FormData,
): Promise<FormError | null> {
  return keepAccountFromForm(form);
}

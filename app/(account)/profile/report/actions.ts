"use server";

import { secureAccountFromForm } from "@/lib/web/forms/secure-account";
import type { SecureAccountState } from "./secure-account";

/** Secures the account without JavaScript. Returns the failure. */
export async function secureAccountAction(
  _before: SecureAccountState | null,
  form: FormData,
): Promise<SecureAccountState> {
  return { refusal: await secureAccountFromForm(form) };
}

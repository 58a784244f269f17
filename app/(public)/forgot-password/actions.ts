"use server";

import { requestResetFromForm } from "@/lib/web/forms/recovery";
import type { ForgotPasswordState } from "./forgot-password-form";

/** Sends the link without JavaScript. Returns the failure, or the address that was typed. */
export async function requestResetAction(
  _before: ForgotPasswordState | null,
  form: FormData,
): Promise<ForgotPasswordState> {
  const email = String(form.get("email") ?? "");
  const refusal = await requestResetFromForm(form);
  return { refusal, kept: { email }, ...(!refusal && { sentTo: email }) };
}

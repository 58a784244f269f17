"use server";

import { confirmResetFromForm } from "@/lib/web/forms/recovery";
import type { ResetPasswordState } from "./reset-password-form";

/** Changes the password without JavaScript. Returns the failure, or that it is done. */
export async function confirmResetAction(
  _before: ResetPasswordState | null,
  form: FormData,
): Promise<ResetPasswordState> {
  const refusal = await confirmResetFromForm(form);
  return { refusal, kept: {}, isDone: refusal === null };
}

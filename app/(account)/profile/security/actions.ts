"use server";

import { setIdleTimeoutFromForm } from "@/lib/web/forms/idle-timeout-action";
import type { IdleTimeoutState } from "./idle-timeout-form";

/** Sets the idle limit without JavaScript. Returns the failure, or null in it when the limit is set. */
export async function setIdleTimeout(
  _before: IdleTimeoutState | null,
  form: FormData,
): Promise<IdleTimeoutState> {
  return { refusal: await setIdleTimeoutFromForm(form) };
}

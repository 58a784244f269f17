"use server";

import { isFailure } from "@/lib/session/failure";
import { changeEmailFromForm } from "@/lib/web/forms/email";
import { setIdleTimeoutFromForm } from "@/lib/web/forms/idle-timeout";
import { changeNameFromForm } from "@/lib/web/forms/name";
import { changePasswordFromForm } from "@/lib/web/forms/password";
import { changeSecondFactorsFromForm } from "@/lib/web/forms/second-factor";
import type { EmailState } from "./email-form";
import type { IdleTimeoutState } from "./idle-timeout-form";
import type { NameState } from "./name-form";
import type { PasswordState } from "./password-form";
import type { FactorsState } from "./ways-to-sign-in";

/** Sets the idle limit without JavaScript. Returns the failure, or how many devices the new limit signed out. */
export async function setIdleTimeoutAction(
  _before: IdleTimeoutState | null,
  form: FormData,
): Promise<IdleTimeoutState> {
  const answer = await setIdleTimeoutFromForm(form);
  return isFailure(answer) ? { refusal: answer, signedOut: 0 } : { refusal: null, ...answer };
}

/** Adds an authenticator app or makes recovery codes without JavaScript. Returns what the page shows next. */
export async function changeSecondFactorsAction(
  _before: FactorsState | null,
  form: FormData,
): Promise<FactorsState> {
  const answer = await changeSecondFactorsFromForm(form);
  const step = String(form.get("step"));
  return isFailure(answer)
    ? { step, refusal: answer, setup: null, recoveryCodes: null }
    : { step, ...answer };
}

/** Sends a code to a new address, or changes the address with it, without JavaScript. */
export async function changeEmailAction(_before: EmailState | null, form: FormData): Promise<EmailState> {
  const answer = await changeEmailFromForm(form);
  const email = String(form.get("email") ?? "");
  if (!isFailure(answer)) return { email, stage: answer, refusal: null };
  const isOver = answer.code === "challenge_closed" || answer.details?.remainingAttempts === 0;
  const isConfirming = form.get("step") === "confirm" && !isOver;
  return { email, stage: isConfirming ? "sent" : "asked", refusal: answer };
}

/** Changes the display name without JavaScript. `refusal` says why it failed; it is null when the name is changed. */
export async function changeNameAction(_before: NameState | null, form: FormData): Promise<NameState> {
  return { refusal: await changeNameFromForm(form), typed: String(form.get("name") ?? "") };
}

/** Changes the password without JavaScript. Returns the failure, and whether the form had a code. */
export async function changePasswordAction(
  _before: PasswordState | null,
  form: FormData,
): Promise<PasswordState> {
  return { refusal: await changePasswordFromForm(form), hadCode: form.has("code") };
}

"use server";

import type { FormState } from "@/app/ui/form/use-progressive-form";
import type { StepState } from "@/app/ui/sign-in/step-form";
import { drawQrCode as draw } from "@/lib/server/qr-code";
import { startEmailCodeFromForm, takeStepFromForm } from "@/lib/web/forms/attempt-action";
import { signInFromForm, signInToDemoFromForm } from "@/lib/web/forms/sign-in-action";

/** What the buttons of the sign-in form ask for; all others belong to an attempt. */
const FIRST_STEPS = [
  ["password", signInFromForm],
  ["email-code", startEmailCodeFromForm],
] as const;

/**
 * Takes a step of a sign-in without JavaScript, beginning with the sign-in form: redirects to the next step or to
 * `returnTo`, or returns the failure and the values to fill in again.
 */
export async function takeSignInStep(_before: StepState | null, form: FormData): Promise<StepState> {
  const step = form.get("step") ?? "password";
  const [firstStep] = FIRST_STEPS.filter(([name]) => name === step);
  const take = firstStep?.[1] ?? takeStepFromForm;
  return { refusal: await take(form), kept: keptValues(form) };
}

/** Signs in to a demo account without JavaScript: redirects to `returnTo`, or returns the failure. */
export async function signInToDemo(_before: FormState | null, form: FormData): Promise<FormState> {
  return { refusal: await signInToDemoFromForm(form), kept: {} };
}

/** Draws an authenticator app's secret as a QR code. @returns the address of an image; null for anything else */
export async function drawQrCode(uri: string): Promise<string | null> {
  return draw(String(uri));
}

function keptValues(form: FormData): StepState["kept"] {
  return { email: String(form.get("email") ?? ""), name: String(form.get("name") ?? "") };
}

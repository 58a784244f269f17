"use server";

import type { FormState } from "@/app/ui/form/use-progressive-form";
import type { StepState } from "@/app/ui/sign-in/step-form";
import { drawQrCode as draw } from "@/lib/server/qr-code";
import { startEmailCodeFromForm } from "@/lib/web/forms/attempt-action";
import { signInFromForm, signInToDemoFromForm } from "@/lib/web/forms/sign-in-action";
import { takeStep } from "../take-step";

/** Takes a step of a sign-in without JavaScript, beginning with the sign-in form; see `takeStep`. */
export async function takeSignInStep(_before: StepState | null, form: FormData): Promise<StepState> {
  return takeStep(form, { password: signInFromForm, "email-code": startEmailCodeFromForm });
}

/** Signs in to a demo account without JavaScript: redirects to `returnTo`, or returns the failure. */
export async function signInToDemo(_before: FormState | null, form: FormData): Promise<FormState> {
  return { refusal: await signInToDemoFromForm(form), kept: {} };
}

/** Draws an authenticator app's secret as a QR code. @returns the address of an image; null for anything else */
// session-lint-ignore action-wrapper: it draws what it is given, and reads and changes nothing
export async function drawQrCode(uri: string): Promise<string | null> {
  return draw(String(uri));
}

"use server";

import type { StepState } from "@/app/ui/sign-in/step-form";
import { drawTotpQrCode } from "@/lib/server/qr-code";
import { startEmailCodeFromForm } from "@/lib/web/forms/attempt";
import { signInFromForm } from "@/lib/web/forms/sign-in";
import { answerPostedStep } from "../answer-posted-step";

/** Takes a step of a sign-in without JavaScript, beginning with the sign-in form; see `answerPostedStep`. */
export async function takeSignInStepAction(_before: StepState | null, form: FormData): Promise<StepState> {
  return answerPostedStep(form, { password: signInFromForm, "email-code": startEmailCodeFromForm });
}

/** Draws an authenticator app's secret as a QR code. @returns the address of an image; null for anything else */
// session-lint-ignore action-wrapper: it draws what it is given, and reads and changes nothing
export async function drawQrCodeAction(uri: string): Promise<string | null> {
  return drawTotpQrCode(String(uri));
}

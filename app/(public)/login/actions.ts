"use server";

import type { FormState } from "@/app/ui/form/use-progressive-form";
import { drawQrCode as draw } from "@/lib/server/qr-code";
import { signInFromForm, signInToDemoFromForm } from "@/lib/web/forms/sign-in-action";

/** Signs in without JavaScript: redirects to `returnTo`, or returns the failure and the email to fill in again. */
export async function signIn(_before: FormState | null, form: FormData): Promise<FormState> {
  return { refusal: await signInFromForm(form), kept: { email: String(form.get("email") ?? "") } };
}

/** Signs in to a demo account without JavaScript: redirects to `returnTo`, or returns the failure. */
export async function signInToDemo(_before: FormState | null, form: FormData): Promise<FormState> {
  return { refusal: await signInToDemoFromForm(form), kept: {} };
}

/** Draws an authenticator app's secret as a QR code. @returns the address of an image; null for anything else */
export async function drawQrCode(uri: string): Promise<string | null> {
  return draw(String(uri));
}

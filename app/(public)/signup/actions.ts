"use server";

import type { StepState } from "@/app/ui/sign-in/step-form";
import { takeStepFromForm } from "@/lib/web/forms/attempt-action";
import { signUpFromForm } from "@/lib/web/forms/sign-in-action";

/**
 * Takes a step of a sign-up without JavaScript, beginning with the sign-up form: redirects to the next step or to
 * `returnTo`, or returns the failure and the values to fill in again.
 */
export async function takeSignUpStep(_before: StepState | null, form: FormData): Promise<StepState> {
  const kept = { email: String(form.get("email") ?? ""), name: String(form.get("name") ?? "") };
  const take = (form.get("step") ?? "sign-up") === "sign-up" ? signUpFromForm : takeStepFromForm;
  return { refusal: await take(form), kept };
}

"use server";

import type { StepState } from "@/app/ui/sign-in/step-form";
import { signUpFromForm } from "@/lib/web/forms/sign-in-action";
import { takeStep } from "../take-step";

/** Takes a step of a sign-up without JavaScript, beginning with the sign-up form; see `takeStep`. */
export async function takeSignUpStep(_before: StepState | null, form: FormData): Promise<StepState> {
  return takeStep(form, { "sign-up": signUpFromForm });
}

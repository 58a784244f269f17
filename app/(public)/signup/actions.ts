"use server";

import type { StepState } from "@/app/ui/sign-in/step-form";
import { signUpFromForm } from "@/lib/web/forms/sign-in";
import { answerPostedStep } from "../answer-posted-step";

/** Takes a step of a sign-up without JavaScript, beginning with the sign-up form; see `answerPostedStep`. */
export async function takeSignUpStepAction(_before: StepState | null, form: FormData): Promise<StepState> {
  return answerPostedStep(form, { "sign-up": signUpFromForm });
}

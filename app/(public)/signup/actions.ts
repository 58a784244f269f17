"use server";

import type { FormState } from "@/app/ui/form/use-progressive-form";
import { signUpFromForm } from "@/lib/web/forms/sign-in-action";

/** Creates an account without JavaScript: redirects to `returnTo`, or returns the failure and the values to fill in again. */
export async function signUp(_before: FormState | null, form: FormData): Promise<FormState> {
  const kept = { email: String(form.get("email") ?? ""), name: String(form.get("name") ?? "") };
  return { refusal: await signUpFromForm(form), kept };
}

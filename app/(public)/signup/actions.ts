"use server";

import type { FormState } from "@/app/ui/form/use-progressive-form";
import { signUpFromForm } from "@/lib/web/forms/sign-in-action";

/** Creates an account without scripts: goes to `returnTo`, or comes back with the failure and what was typed. */
export async function signUp(_before: FormState | null, form: FormData): Promise<FormState> {
  const kept = { email: String(form.get("email") ?? ""), name: String(form.get("name") ?? "") };
  return { refusal: await signUpFromForm(form), kept };
}

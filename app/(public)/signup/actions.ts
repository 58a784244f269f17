"use server";

import type { FormState } from "@/app/ui/form/use-progressive-form";
import { signUpFromForm } from "@/lib/web/forms/sign-in-action";

/** Creating an account without scripts: leaves for `returnTo`, or comes back with the reason and what was typed. */
export async function signUp(_before: FormState | null, form: FormData): Promise<FormState> {
  const { code, retryAfter, issues } = await signUpFromForm(form);
  const kept = { email: String(form.get("email") ?? ""), name: String(form.get("name") ?? "") };
  return { refusal: { code, retryAfter, issues }, kept };
}

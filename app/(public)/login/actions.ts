"use server";

import type { FormState } from "@/app/ui/form/use-progressive-form";
import { signInFromForm } from "@/lib/web/forms/sign-in-action";

/** Signing in without scripts: leaves for `returnTo`, or comes back with the reason and the e-mail. */
export async function signIn(_before: FormState | null, form: FormData): Promise<FormState> {
  const { code, retryAfter } = await signInFromForm(form);
  return { refusal: { code, retryAfter }, kept: { email: String(form.get("email") ?? "") } };
}

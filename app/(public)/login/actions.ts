"use server";

import type { FormState } from "@/app/ui/form/use-progressive-form";
import { signInFromForm } from "@/lib/web/forms/sign-in-action";

/** Signs in without scripts: goes to `returnTo`, or comes back with the failure and the e-mail address. */
export async function signIn(_before: FormState | null, form: FormData): Promise<FormState> {
  return { refusal: await signInFromForm(form), kept: { email: String(form.get("email") ?? "") } };
}

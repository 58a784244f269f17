"use server";

import { redirect } from "next/navigation";
import type { FormState } from "@/app/ui/form/use-progressive-form";
import { signInToDemoFromForm } from "@/lib/web/forms/demo-sign-in";

/** Signs in to a demo account where no failure can be shown. What is wrong with it is said on the sign-in page. */
export async function signInToDemoElsewhereAction(form: FormData): Promise<void> {
  await signInToDemoFromForm(form);
  redirect("/login");
}

/** Signs in to a demo account without JavaScript: redirects to `returnTo`, or returns the failure. */
export async function signInToDemoAction(_before: FormState | null, form: FormData): Promise<FormState> {
  return { refusal: await signInToDemoFromForm(form), kept: {} };
}

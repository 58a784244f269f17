"use server";

import { signOutFromForm } from "@/lib/web/forms/sign-out-action";

/** Signs out without JavaScript. */
export async function signOut(form: FormData): Promise<void> {
  await signOutFromForm(form);
}

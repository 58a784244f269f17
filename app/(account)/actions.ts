"use server";

import { signOutFromForm } from "@/lib/web/forms/sign-out-action";

/** Signing out without scripts. */
export async function signOut(): Promise<void> {
  await signOutFromForm();
}

"use server";

import { redirect } from "next/navigation";
import { signOutFromForm } from "@/lib/web/forms/sign-out";
import { switchAccountFromForm } from "@/lib/web/forms/switch";

/** Signs one account out, or all of this browser, without JavaScript. */
export async function signOutAction(form: FormData): Promise<void> {
  await signOutFromForm(form);
}

/** Switches to another account of this browser, without JavaScript. */
export async function switchAccountAction(form: FormData): Promise<void> {
  await switchAccountFromForm(form);
  redirect("/login");
}

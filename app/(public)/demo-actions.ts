"use server";

import { redirect } from "next/navigation";
import { signInToDemoFromForm } from "@/lib/web/forms/sign-in-action";

/** Signs in to a demo account from the landing page. What is wrong with that is said on the sign-in page. */
export async function signInToDemoFromLanding(form: FormData): Promise<void> {
  await signInToDemoFromForm(form);
  redirect("/login");
}

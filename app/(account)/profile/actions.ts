"use server";

import type { SignOutState } from "@/app/ui/devices/plain-sign-out-form";
import { signOutDevicesFromForm } from "@/lib/web/forms/sign-out-devices";

/** Signs other devices out without JavaScript. Returns the failure, or null in it when they are signed out. */
export async function signOutDevicesAction(
  _before: SignOutState | null,
  form: FormData,
): Promise<SignOutState> {
  return { refusal: await signOutDevicesFromForm(form) };
}

"use server";

import type { SignOutState } from "@/app/ui/devices/plain-sign-out-form";
import { signOutDevicesFromForm } from "@/lib/web/forms/sign-out-devices";

/** Signs other devices out without JavaScript. `refusal` says why it failed; it is null when the devices are signed out. */
export async function signOutDevicesAction(
  _before: SignOutState | null,
  form: FormData,
): Promise<SignOutState> {
  return { refusal: await signOutDevicesFromForm(form) };
}

"use server";

import type { AddDeviceState } from "@/app/ui/devices/add-device/use-device-link";
import { isFailure } from "@/lib/session/failure";
import { addDeviceFromForm } from "@/lib/web/forms/add-device";

/** Does a step of adding a device without JavaScript. Returns what the page shows next. */
export async function addDeviceAction(
  _before: AddDeviceState | null,
  form: FormData,
): Promise<AddDeviceState> {
  const answer = await addDeviceFromForm(form);
  return isFailure(answer) ? { refusal: answer, link: null } : answer;
}

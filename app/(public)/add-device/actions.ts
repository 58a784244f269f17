"use server";

import { formText } from "@/app/ui/form/form-text";
import { isFailure } from "@/lib/session/failure";
import { joinDeviceFromForm } from "@/lib/web/forms/join-device";
import type { JoinDeviceState } from "./join-device";

/** Does a step of adding this device without JavaScript. Returns what the page shows next. */
export async function joinDeviceAction(
  _before: JoinDeviceState | null,
  form: FormData,
): Promise<JoinDeviceState> {
  const answer = await joinDeviceFromForm(form);
  const link = formText(form, "link");
  return isFailure(answer) ? { refusal: answer, offer: null, link } : { ...answer, link };
}

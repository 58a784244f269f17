"use server";

import { postedForm } from "@/app/ui/organizations/posted-form";
import type { PostedForm } from "@/app/ui/organizations/use-posted-form";
import { acceptInvitationFromForm } from "@/lib/web/forms/invitation";

/** Accepts an invitation without JavaScript. Returns the failure; else it goes to the organization. */
export async function acceptInvitationAction(
  _before: PostedForm | null,
  form: FormData,
): Promise<PostedForm> {
  return postedForm(await acceptInvitationFromForm(form), form, []);
}

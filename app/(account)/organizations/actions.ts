"use server";

import { postedForm } from "@/app/ui/organizations/posted-form";
import type { PostedForm } from "@/app/ui/organizations/use-posted-form";
import { inviteFromForm } from "@/lib/web/forms/invitation-action";
import { createOrganizationFromForm, updateOrganizationFromForm } from "@/lib/web/forms/organization-action";

/** Makes an organization without JavaScript. Returns the failure and what was typed. */
export async function createOrganization(_before: PostedForm | null, form: FormData): Promise<PostedForm> {
  return postedForm(await createOrganizationFromForm(form), form, ["name", "slug"]);
}

/** Changes name and short name without JavaScript. Returns the failure, if there is one, and what was typed. */
export async function renameOrganization(_before: PostedForm | null, form: FormData): Promise<PostedForm> {
  return postedForm(await updateOrganizationFromForm(form), form, ["name", "slug"]);
}

/** Invites an address without JavaScript. Returns the failure, if there is one, and what was typed. */
export async function inviteMember(_before: PostedForm | null, form: FormData): Promise<PostedForm> {
  return postedForm(await inviteFromForm(form), form, ["email", "role"]);
}

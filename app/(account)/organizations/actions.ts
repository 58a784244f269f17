"use server";

import { postedForm } from "@/app/ui/organizations/posted-form";
import type { PostedForm } from "@/app/ui/organizations/use-posted-form";
import { isFailure } from "@/lib/session/failure";
import { createApiKeyFromForm, revokeApiKeyFromForm } from "@/lib/web/forms/api-key";
import { inviteFromForm, withdrawInvitationFromForm } from "@/lib/web/forms/invitation";
import { changeRoleFromForm, removeMemberFromForm } from "@/lib/web/forms/member";
import {
  createOrganizationFromForm,
  deleteOrganizationFromForm,
  setBrandingFromForm,
  updateOrganizationFromForm,
} from "@/lib/web/forms/organization";
import {
  createWorkspaceFromForm,
  deleteWorkspaceFromForm,
  removeFromWorkspaceFromForm,
  setWorkspaceRoleFromForm,
} from "@/lib/web/forms/workspace";

// What the forms of these pages do without JavaScript. Each returns the failure, if there is one, and what was typed.

export async function createOrganizationAction(
  _before: PostedForm | null,
  form: FormData,
): Promise<PostedForm> {
  return postedForm(await createOrganizationFromForm(form), form, ["name", "slug"]);
}

export async function renameOrganizationAction(
  _before: PostedForm | null,
  form: FormData,
): Promise<PostedForm> {
  return postedForm(await updateOrganizationFromForm(form), form, ["name", "slug"]);
}

export async function setBrandingAction(_before: PostedForm | null, form: FormData): Promise<PostedForm> {
  return postedForm(await setBrandingFromForm(form), form, ["primaryColor"]);
}

/** Goes to the list of organizations when it is done. */
export async function deleteOrganizationAction(
  _before: PostedForm | null,
  form: FormData,
): Promise<PostedForm> {
  return postedForm(await deleteOrganizationFromForm(form), form, ["confirmation"]);
}

export async function inviteMemberAction(_before: PostedForm | null, form: FormData): Promise<PostedForm> {
  return postedForm(await inviteFromForm(form), form, ["email", "role"]);
}

export async function withdrawInvitationAction(
  _before: PostedForm | null,
  form: FormData,
): Promise<PostedForm> {
  return postedForm(await withdrawInvitationFromForm(form), form);
}

export async function changeRoleAction(_before: PostedForm | null, form: FormData): Promise<PostedForm> {
  return postedForm(await changeRoleFromForm(form), form, ["userId"]);
}

/** A user who removes the own membership leaves; then it goes to the list of organizations. */
export async function removeMemberAction(_before: PostedForm | null, form: FormData): Promise<PostedForm> {
  return postedForm(await removeMemberFromForm(form), form);
}

export async function createWorkspaceAction(_before: PostedForm | null, form: FormData): Promise<PostedForm> {
  return postedForm(await createWorkspaceFromForm(form), form, ["name", "slug"]);
}

export async function deleteWorkspaceAction(_before: PostedForm | null, form: FormData): Promise<PostedForm> {
  return postedForm(await deleteWorkspaceFromForm(form), form);
}

export async function setWorkspaceRoleAction(
  _before: PostedForm | null,
  form: FormData,
): Promise<PostedForm> {
  return postedForm(await setWorkspaceRoleFromForm(form), form, ["workspaceId", "userId"]);
}

export async function removeFromWorkspaceAction(
  _before: PostedForm | null,
  form: FormData,
): Promise<PostedForm> {
  return postedForm(await removeFromWorkspaceFromForm(form), form);
}

/** The answer shows the key this once. */
export async function createApiKeyAction(_before: PostedForm | null, form: FormData): Promise<PostedForm> {
  const made = await createApiKeyFromForm(form);
  return isFailure(made)
    ? postedForm(made, form, ["name", "scope", "expiresInDays"])
    : { ...postedForm(null, form), made };
}

export async function revokeApiKeyAction(_before: PostedForm | null, form: FormData): Promise<PostedForm> {
  return postedForm(await revokeApiKeyFromForm(form), form);
}

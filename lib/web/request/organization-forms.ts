/** The forms about organizations. A form posts more than its fields, so members that are not named are dropped. */
import { z } from "zod";
import { DEFAULT_KEY_LIFETIME_DAYS, MAX_KEY_LIFETIME_DAYS } from "@/lib/session/organizations/api-key";
import {
  API_KEY_SCOPES,
  ORGANIZATION_ROLES,
  WORKSPACE_ROLES,
} from "@/lib/session/organizations/organization-records";
import { count, email, pageSessionId } from "./fields";
import { proofFields } from "./form-schemas";
import { accentColor, organizationName, slug } from "./organization-schemas";

const id = z.string().max(64);
/** In every form of a member. */
const inOrganization = { pageSessionId, organizationId: id };
/** A field that is left empty is sent as an empty text. */
const optionalSlug = z
  .string()
  .optional()
  .transform((text) => text?.trim() || undefined)
  .pipe(slug.optional());

export const newOrganizationForm = z.object({ pageSessionId, name: organizationName, slug: optionalSlug });
export const organizationForm = z.object({ ...inOrganization, name: organizationName, slug });
/** Another button of the form resets the colour. */
export const brandingForm = z
  .object({ ...inOrganization, primaryColor: z.string().default(""), reset: z.string().optional() })
  .transform(({ reset, primaryColor, ...form }) => ({
    ...form,
    primaryColor: reset === undefined ? primaryColor.trim() : null,
  }))
  .pipe(
    z.object({ pageSessionId: z.string(), organizationId: z.string(), primaryColor: accentColor.nullable() }),
  );
/** Its short name is typed, in the place of a dialog. */
export const organizationDeletionForm = z.object({
  ...inOrganization,
  ...proofFields,
  confirmation: z.string().trim().max(64).default(""),
});
export const memberRoleForm = z.object({
  ...inOrganization,
  ...proofFields,
  userId: id,
  role: z.enum(ORGANIZATION_ROLES),
});
export const memberForm = z.object({ ...inOrganization, userId: id });
export const newInvitationForm = z.object({
  ...inOrganization,
  ...proofFields,
  email,
  role: z.enum(ORGANIZATION_ROLES),
});
export const invitationForm = z.object({ ...inOrganization, invitationId: id });
export const newWorkspaceForm = z.object({ ...inOrganization, name: organizationName, slug: optionalSlug });
export const workspaceForm = z.object({ ...inOrganization, workspaceId: id });
export const workspaceRoleForm = z.object({
  ...workspaceForm.shape,
  ...proofFields,
  userId: id,
  role: z.enum(WORKSPACE_ROLES),
});
export const workspaceMemberForm = z.object({ ...workspaceForm.shape, userId: id });
export const newApiKeyForm = z.object({
  ...inOrganization,
  ...proofFields,
  name: organizationName,
  scope: z.enum(API_KEY_SCOPES),
  expiresInDays: count(MAX_KEY_LIFETIME_DAYS, String(DEFAULT_KEY_LIFETIME_DAYS)),
});
export const apiKeyForm = z.object({ ...inOrganization, keyId: id });
/** Without scripts the user pastes the link from the mail: its secret is in the fragment. */
export const acceptForm = z.object({ pageSessionId, link: z.string().max(2048).default("") });

/** The forms about organizations. A form posts more than its fields, so members that are not named are dropped. */
import { z } from "zod";
import { ORGANIZATION_ROLES } from "@/lib/session/organizations/organization-records";
import { email, pageSessionId } from "./fields";
import { organizationName, slug } from "./organization-schemas";

const organizationId = z.string().max(64);

export const newOrganizationForm = z.object({
  pageSessionId,
  name: organizationName,
  /** A field that is left empty is sent as an empty text. */
  slug: z
    .string()
    .optional()
    .transform((text) => text?.trim() || undefined)
    .pipe(slug.optional()),
});
export const organizationForm = z.object({ pageSessionId, organizationId, name: organizationName, slug });
export const invitationForm = z.object({
  pageSessionId,
  organizationId,
  email,
  role: z.enum(ORGANIZATION_ROLES),
});
/** Without scripts the user pastes the link from the mail: its secret is in the fragment. */
export const acceptForm = z.object({ pageSessionId, link: z.string().max(2048).default("") });

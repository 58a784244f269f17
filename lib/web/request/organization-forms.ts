/** The forms about organizations. A form posts more than its fields, so members that are not named are dropped. */
import { z } from "zod";
import { ORGANIZATION_ROLES } from "@/lib/session/organizations/organization-records";
import { email } from "./fields";
import { organizationName, slug } from "./organization-schemas";

/** The user the page was rendered for. */
const userId = z.string().default("");
const organizationId = z.string().max(64);

export const newOrganizationForm = z.object({
  userId,
  name: organizationName,
  /** A field that is left empty is sent as an empty text. */
  slug: z
    .string()
    .optional()
    .transform((text) => text?.trim() || undefined)
    .pipe(slug.optional()),
});
export const organizationForm = z.object({ userId, organizationId, name: organizationName, slug });
export const invitationForm = z.object({
  userId,
  organizationId,
  email,
  role: z.enum(ORGANIZATION_ROLES),
});
/** Without scripts the user pastes the link from the mail: its secret is in the fragment. */
export const acceptForm = z.object({ userId, link: z.string().max(2048).default("") });

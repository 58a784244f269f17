/** The request bodies of organizations. Bodies are strict: unknown members are refused. */
import { z } from "zod";
import { DEFAULT_KEY_LIFETIME_DAYS, MAX_KEY_LIFETIME_DAYS } from "@/lib/session/organizations/api-key";
import { hasEnoughContrast } from "@/lib/session/organizations/branding";
import {
  API_KEY_SCOPES,
  ORGANIZATION_ROLES,
  WORKSPACE_ROLES,
} from "@/lib/session/organizations/organization-records";
import { SLUG } from "@/lib/session/organizations/slug";
import { validation } from "@/lib/texts/en/validation";
import { count, email, line, pageNumber } from "./fields";
import { ticket } from "./schemas";

const MAX_NAME = 80;

export const organizationName = line(MAX_NAME);
export const slug = z.string().regex(SLUG, validation.slug);
/** An accent colour that stands out in both themes. */
export const accentColor = z
  .string()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, validation.color)
  .refine(hasEnoughContrast, validation.colorContrast);

/** `POST /api/organizations`, and a workspace of one. */
export const namedBody = z.strictObject({ name: organizationName, slug: slug.optional() });
export const organizationBody = z
  .strictObject({
    name: organizationName.optional(),
    slug: slug.optional(),
    branding: z.strictObject({ primaryColor: accentColor.nullable() }).optional(),
  })
  .refine((changes) => Object.keys(changes).length > 0, validation.whatToChange);

export const invitationBody = z.strictObject({ email, role: z.enum(ORGANIZATION_ROLES) });
export const acceptBody = z.strictObject({ token: ticket });
export const apiKeyBody = z.strictObject({
  name: organizationName,
  scope: z.enum(API_KEY_SCOPES),
  expiresInDays: z.number().int().min(1).max(MAX_KEY_LIFETIME_DAYS).default(DEFAULT_KEY_LIFETIME_DAYS),
});
export const membersQuery = z.object({ page: pageNumber, pageSize: count(100, "50") });
export const memberRoleBody = z.strictObject({ role: z.enum(ORGANIZATION_ROLES) });
export const workspaceRoleBody = z.strictObject({ role: z.enum(WORKSPACE_ROLES) });

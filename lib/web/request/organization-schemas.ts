/** The request bodies of organizations. Bodies are strict: unknown members are refused. */
import { z } from "zod";
import { hasEnoughContrast } from "@/lib/session/organizations/branding";
import { SLUG } from "@/lib/session/organizations/slug";
import { line } from "./fields";

const MAX_NAME = 80;

export const organizationName = line(MAX_NAME);
export const slug = z.string().regex(SLUG, "Use 3 to 40 lower-case letters, digits or hyphens.");
const primaryColor = z
  .string()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, "Give a colour as #rrggbb.")
  .refine(hasEnoughContrast, "This colour is too close to the background of the light or the dark theme.")
  .nullable();

/** `POST /api/organizations`, and a workspace of one. */
export const namedBody = z.strictObject({ name: organizationName, slug: slug.optional() });
export const organizationBody = z
  .strictObject({
    name: organizationName.optional(),
    slug: slug.optional(),
    branding: z.strictObject({ primaryColor }).optional(),
  })
  .refine((changes) => Object.keys(changes).length > 0, "Say what to change.");

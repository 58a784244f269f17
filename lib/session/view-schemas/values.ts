/** The values that the JSON of the HTTP API is made of. A schema with an `id` has a name of its own in the API's description. */
import { z } from "zod";
import { EXPIRY_REASONS, REVOCATION_REASONS } from "@/lib/session/reasons";
import { ROLES } from "@/lib/session/roles";

export const timeSchema = z.iso.datetime().meta({ id: "Time", description: "An instant, ISO 8601 in UTC." });

export const roleSchema = z.enum(ROLES).meta({ id: "Role" });

export const endReasonSchema = z
  .enum([...REVOCATION_REASONS, ...EXPIRY_REASONS])
  .meta({ id: "EndReason", description: "Why a session is over." });

export const locationSchema = z
  .object({
    city: z.string().nullable(),
    region: z.string().nullable(),
    country: z.string().nullable(),
    countryCode: z.string().nullable(),
  })
  .meta({ id: "Location", description: "Where an address was, approximately, when the session began." });

export const deviceKindSchema = z.enum(["desktop", "mobile", "tablet", "unknown"]).meta({ id: "DeviceKind" });

/** A user by name: an administrator who acts as another, or whom that concerns. */
export const namedUserSchema = z.object({ id: z.string(), name: z.string() }).meta({ id: "NamedUser" });

export const userSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    roles: z.array(roleSchema),
    createdAt: timeSchema,
    deletionAt: timeSchema
      .exactOptional()
      .describe("When the account is deleted; left out unless its user has asked for that."),
  })
  .meta({ id: "User" });

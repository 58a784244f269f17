import type { z } from "zod";
import type { SessionRecord } from "@/lib/session/session";
import { accessTokenSchema } from "@/lib/session/view-schemas/access-token";

/** The claims of an access token (RFC 9068 §2.2) that the server reads; times are in seconds since the epoch. */
export const claimsSchema = accessTokenSchema.pick({
  sub: true,
  sid: true,
  gen: true,
  auth_time: true,
  exp: true,
});
export type AccessTokenClaims = z.infer<typeof claimsSchema>;

/** @returns the claim that names the administrator who acts as the user (RFC 8693 §4.1); nothing in other sessions */
export function actClaim({ impersonatorId }: Pick<SessionRecord, "impersonatorId">): {
  act?: { sub: string };
} {
  return impersonatorId === null ? {} : { act: { sub: impersonatorId } };
}

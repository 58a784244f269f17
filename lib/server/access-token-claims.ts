import { z } from "zod";
import type { SessionRecord } from "@/lib/session/session";

/** The claims of an access token (RFC 9068 §2.2) that the server reads; times are in seconds since the epoch. */
export const claimsSchema = z.object({
  sub: z.string(),
  sid: z.string(),
  gen: z.number().int(),
  auth_time: z.number().int(),
  exp: z.number().int(),
});
export type AccessTokenClaims = z.infer<typeof claimsSchema>;

/** @returns the claim that names the administrator who acts as the user (RFC 8693 §4.1); nothing in other sessions */
export function actClaim({ impersonatorId }: Pick<SessionRecord, "impersonatorId">): {
  act?: { sub: string };
} {
  return impersonatorId === null ? {} : { act: { sub: impersonatorId } };
}

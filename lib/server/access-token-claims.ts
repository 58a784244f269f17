import { z } from "zod";

/** The claims of an access token (RFC 9068 §2.2) that the server reads; times are in seconds since the epoch. */
export const claimsSchema = z.object({
  sub: z.string(),
  sid: z.string(),
  gen: z.number().int(),
  auth_time: z.number().int(),
  exp: z.number().int(),
});
export type AccessTokenClaims = z.infer<typeof claimsSchema>;

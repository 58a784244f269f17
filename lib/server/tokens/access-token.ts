/**
 * Access tokens: short-lived JWTs (RFC 9068, `typ: at+jwt`) that any service can verify from our JWKS alone.
 */
import { errors, jwtVerify } from "jose";
import type { z } from "zod";
import { config } from "@/lib/server/config";
import { newId } from "@/lib/server/crypto";
import { type Failure, fail } from "@/lib/session/failure";
import type { ActiveMembership } from "@/lib/session/organizations/active-organization";
import type { Role } from "@/lib/session/roles";
import type { SessionRecord, UserRecord } from "@/lib/session/session";
import type { accessTokenSchema } from "@/lib/session/view-schemas/access-token";
import { type AccessTokenClaims, actClaim, claimsSchema } from "./access-token-claims";
import { ALGORITHM, signJwt } from "./sign-jwt";
import { findPublicKey, keyRing } from "./signing-keys";
import { findVerified, rememberVerified } from "./verified-tokens";

const TYPE = "at+jwt";
const MAX_LENGTH = 2048;

/** The `aud` claim of our access tokens: our own API. */
export function audience(): string {
  return `${config().origin}/api`;
}

/**
 * Signs an access token for a session's current generation.
 *
 * @param options.authTime when the user last proved who they are, in milliseconds since the epoch
 * @param options.now milliseconds since the epoch
 * @param options.membership the active one, for other services; no decision of our own API reads its claims
 * @returns the token and its lifetime in whole seconds; it never outlives the session's absolute limit
 */
export async function issueAccessToken(
  user: UserRecord,
  session: SessionRecord,
  {
    authTime,
    now,
    membership = null,
  }: { authTime: number; now: number; membership?: ActiveMembership | null },
): Promise<{ accessToken: string; expiresIn: number }> {
  const { origin, accessTokenTtl } = config();
  const ring = await keyRing();
  const issuedAt = Math.floor(now / 1000);
  const expiresIn = Math.max(1, Math.floor(Math.min(accessTokenTtl, session.absoluteExpiresAt - now) / 1000));
  const claims = {
    sid: session.id,
    gen: session.generation,
    roles: user.roles satisfies Role[],
    auth_time: Math.floor(authTime / 1000),
    amr: session.authMethods,
    ...membershipClaims(membership),
    iss: origin,
    aud: audience(),
    sub: user.id,
    ...actClaim(session),
    jti: newId(),
    iat: issuedAt,
    exp: issuedAt + expiresIn,
  } satisfies z.infer<typeof accessTokenSchema>;
  return { accessToken: signJwt(TYPE, claims, ring), expiresIn };
}

/** @returns no claims without an active organization */
function membershipClaims(membership: ActiveMembership | null) {
  if (!membership) return {};
  const { organization, role, workspace } = membership;
  return {
    org_id: organization.id,
    org_slug: organization.slug,
    org_role: role,
    ...(workspace && { ws_id: workspace.workspace.id, ws_role: workspace.role }),
  };
}

/**
 * Verifies signature, type, issuer, audience and time (RFC 9068 §4, RFC 8725 §3).
 * The algorithm is ours, never the header's; `kid` only chooses among our own keys; `jku`, `jwk` and `x5u` are ignored.
 *
 * @param now milliseconds since the epoch
 * @returns the claims; or `not_authenticated`, or `token_expired` for a token that is valid but for its time
 */
export async function verifyAccessToken(
  token: string,
  now: number,
): Promise<{ claims: AccessTokenClaims } | Failure<"token_expired" | "not_authenticated">> {
  const known = await findVerified(token);
  if (known) return known.exp * 1000 > now ? { claims: known } : fail("token_expired");
  if (token.length > MAX_LENGTH) return fail("not_authenticated");

  try {
    const { payload, protectedHeader } = await jwtVerify(
      token,
      async ({ kid }) => {
        const key = typeof kid === "string" ? await findPublicKey(kid) : null;
        if (!key) throw new errors.JWKSNoMatchingKey();
        return key;
      },
      {
        algorithms: [ALGORITHM],
        typ: TYPE,
        issuer: config().origin,
        audience: audience(),
        currentDate: new Date(now),
        requiredClaims: ["sub", "sid", "gen", "iat", "exp", "jti"],
      },
    );
    const claims = claimsSchema.safeParse(payload);
    if (!claims.success) return fail("not_authenticated");
    rememberVerified(token, claims.data, protectedHeader.kid ?? "");
    return { claims: claims.data };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return fail("token_expired");
    if (error instanceof errors.JOSEError) return fail("not_authenticated");
    throw error; // not the token's fault: an unavailable database must not sign users out
  }
}

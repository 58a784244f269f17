/**
 * Access tokens: short-lived JWTs (RFC 9068, `typ: at+jwt`) that any service can verify from our JWKS alone.
 */
import { errors, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import type { Role } from "@/lib/session/contract";
import { type Failure, fail } from "@/lib/session/failure";
import type { SessionRecord, UserRecord } from "@/lib/session/session";
import { config } from "./config";
import { newId } from "./crypto";
import { findPublicKey, keyRing } from "./signing-keys";
import { processSingleton } from "./singleton";

const TYPE = "at+jwt";
const ALGORITHM = "ES256";
const MAX_LENGTH = 2048;

const claimsSchema = z.object({
  sub: z.string(),
  sid: z.string(),
  gen: z.number().int(),
  auth_time: z.number().int(),
  exp: z.number().int(),
});
export type AccessTokenClaims = z.infer<typeof claimsSchema>;

/** The service an access token of ours is for. */
export function audience(): string {
  return `${config().origin}/api`;
}

/**
 * Signs an access token for a session's current generation.
 *
 * @param options.authTime when the person last proved who they are, in milliseconds since the epoch
 * @param options.now milliseconds since the epoch
 * @returns the token and its lifetime in whole seconds; it never outlives the session's absolute limit
 */
export async function issueAccessToken(
  user: UserRecord,
  session: SessionRecord,
  { authTime, now }: { authTime: number; now: number },
): Promise<{ accessToken: string; expiresIn: number }> {
  const { origin, accessTokenTtl } = config();
  const ring = await keyRing();
  const issuedAt = Math.floor(now / 1000);
  const expiresIn = Math.max(1, Math.floor(Math.min(accessTokenTtl, session.absoluteExpiresAt - now) / 1000));
  const accessToken = await new SignJWT({
    sid: session.id,
    gen: session.generation,
    roles: user.roles satisfies Role[],
    auth_time: Math.floor(authTime / 1000),
    amr: session.authMethods,
  })
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: ring.kid })
    .setIssuer(origin)
    .setAudience(audience())
    .setSubject(user.id)
    .setJti(newId())
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + expiresIn)
    .sign(ring.privateKey);
  return { accessToken, expiresIn };
}

/**
 * Verifies signature, type, issuer, audience and time (RFC 9068 §4, RFC 8725 §3).
 * The algorithm is ours, never the header's; `kid` only chooses among our own keys; `jku`, `jwk` and `x5u` are not
 * looked at.
 *
 * @param now milliseconds since the epoch
 * @returns the claims, or why not: `token_expired` only for a token that was good until its time was over
 */
export async function verifyAccessToken(
  token: string,
  now: number,
): Promise<{ claims: AccessTokenClaims } | Failure<"token_expired" | "not_authenticated">> {
  const known = verified().get(token);
  if (known) return known.exp * 1000 > now ? { claims: known } : fail("token_expired");
  if (token.length > MAX_LENGTH) return fail("not_authenticated");

  try {
    const { payload } = await jwtVerify(
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
    remember(token, claims.data);
    return { claims: claims.data };
  } catch (error) {
    if (error instanceof errors.JWTExpired) return fail("token_expired");
    if (error instanceof errors.JOSEError) return fail("not_authenticated");
    throw error; // ours, not the token's: a database that is away signs nobody out
  }
}

const MAX_REMEMBERED = 10_000;

/** Tokens whose signature was found right: it stays right, so only the session's row is asked on the next call. */
function verified(): Map<string, AccessTokenClaims> {
  return processSingleton("verified tokens", () => new Map());
}

function remember(token: string, claims: AccessTokenClaims): void {
  const tokens = verified();
  const oldest = tokens.keys().next();
  if (tokens.size >= MAX_REMEMBERED && !oldest.done) tokens.delete(oldest.value);
  tokens.set(token, claims);
}

/** Device Bound Session Credentials: the two requests that the browser itself sends. */
import { z } from "zod";
import { config } from "@/lib/server/config";
import { isLoopback } from "@/lib/server/config-schema";
import { hashToken } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import {
  decodePart,
  importKey,
  isSignedBy,
  publicJwk,
  splitJwt,
  thumbprintOf,
} from "@/lib/server/tokens/es256";
import { browserKey, decideRegistration, type PublicJwk } from "@/lib/session/device-binding/dbsc";
import { endReason, type SessionRecord } from "@/lib/session/session";
import { newAuthorization, newBoundCookie, newDbscChallenge, readFor } from "./dbsc-tokens";

/** A proof has some 700 characters. */
const MAX_LENGTH = 4096;

const header = { typ: z.literal("dbsc+jwt"), alg: z.literal("ES256"), crit: z.undefined().optional() };
const registrationHeader = z.looseObject({ ...header, jwk: publicJwk });
/** The key of the session is known: a proof that names one of its own is not looked at. */
const refreshHeader = z.looseObject({ ...header, jwk: z.undefined().optional() });
const registrationClaims = z.looseObject({ jti: z.string(), authorization: z.string() });
const refreshClaims = z.looseObject({ jti: z.string() });

/**
 * `bound`: the browser gets a bound cookie. `over`: it shall forget the session. `unproven`: it may try again with a
 * challenge.
 */
export type DbscResult =
  | { kind: "bound"; sessionId: string; boundCookie: string }
  | { kind: "over"; sessionId: string }
  | { kind: "unproven"; sessionId: string; challenge: string }
  | { kind: "refused" };

/** What the answer of a sign-in or a re-authentication asks a browser to register with; null where browsers would not. */
export interface RegistrationOffer {
  challenge: string;
  authorization: string;
}

/**
 * @param now milliseconds since the epoch
 * @returns null with `DEVICE_BINDING=off`, for a session whose browser has registered, for an administrator who acts as a
 *   user, and on an origin that is neither https nor this machine: no browser registers there
 */
export function offerRegistration(
  { id, binding, impersonatorId }: Pick<SessionRecord, "id" | "binding" | "impersonatorId">,
  now: number,
): RegistrationOffer | null {
  const { deviceBinding, origin } = config();
  const { protocol, hostname } = new URL(origin);
  const isTrustworthy = protocol === "https:" || isLoopback(hostname);
  if (deviceBinding === "off" || binding === "dbsc" || impersonatorId !== null || !isTrustworthy) return null;
  return { challenge: newDbscChallenge(id, now), authorization: newAuthorization(id, now) };
}

/**
 * Registers the key that a browser made for a session: it proves the key, and shows what the answer of the sign-in gave it
 * and a refresh token of the session.
 *
 * @param proof the JWT of `Secure-Session-Response`
 * @param tokenOf finds the refresh token of a session that came along, or null
 */
export async function registerBrowserKey(
  proof: string,
  tokenOf: (sessionId: string) => string | null,
): Promise<DbscResult> {
  const now = await database().now();
  const jwt = proof.length <= MAX_LENGTH ? splitJwt(proof) : null;
  if (!jwt) return { kind: "refused" };
  const head = registrationHeader.safeParse(decodePart(jwt.header));
  const claims = registrationClaims.safeParse(decodePart(jwt.claims));
  if (!head.success || !claims.success) return { kind: "refused" };
  const { kty, crv, x, y } = head.data.jwk;
  const key = { kty, crv, x, y };
  const challenge = readFor("challenge", claims.data.jti, now);
  const offer = readFor("authorization", claims.data.authorization, now);
  if (!offer || offer.sessionId !== challenge?.sessionId) return { kind: "refused" };
  const { sessionId, madeAt: offeredAt } = offer;
  const token = isSignedBy(jwt, importKey(key)) ? tokenOf(sessionId) : null;
  if (token === null) return { kind: "refused" };
  if (config().deviceBinding === "off") return { kind: "over", sessionId };

  const thumbprint = thumbprintOf(key);
  const decided = await database().changeByToken(hashToken(token), { account: false }, (family, at) =>
    decideRegistration(family, { sessionId, offeredAt, key, thumbprint }, at),
  );
  const { kind } = decided.outcome;
  if (kind !== "registered") return kind === "over" ? { kind, sessionId } : { kind };
  return {
    kind: "bound",
    sessionId,
    boundCookie: newBoundCookie({ sessionId, thumbprint, madeAt: decided.now }),
  };
}

/**
 * Renews the bound cookie of a session, for a proof by its key. It changes no row: browsers send it for several requests at
 * once.
 *
 * @param proof the JWT of `Secure-Session-Response`; null without one
 */
export async function renewBoundCookie(sessionId: string, proof: string | null): Promise<DbscResult> {
  const [found, now] = await Promise.all([database().findSession(sessionId), database().now()]);
  const key = found && endReason(found.session, now) === null ? browserKey(found.session) : null;
  if (key === null || config().deviceBinding === "off") return { kind: "over", sessionId };
  const isProven = proof !== null && isRenewal(proof, sessionId, key, now);
  if (!isProven) return { kind: "unproven", sessionId, challenge: newDbscChallenge(sessionId, now) };
  return {
    kind: "bound",
    sessionId,
    boundCookie: newBoundCookie({ sessionId, thumbprint: key.kid, madeAt: now }),
  };
}

function isRenewal(proof: string, sessionId: string, key: PublicJwk, now: number): boolean {
  const jwt = proof.length <= MAX_LENGTH ? splitJwt(proof) : null;
  if (!jwt || !refreshHeader.safeParse(decodePart(jwt.header)).success) return false;
  const claims = refreshClaims.safeParse(decodePart(jwt.claims));
  const isChallenged = claims.success && readFor("challenge", claims.data.jti, now)?.sessionId === sessionId;
  return isChallenged && isSignedBy(jwt, importKey(key));
}

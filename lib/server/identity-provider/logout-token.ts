/** Logout tokens of the provider (OpenID Connect Back-Channel Logout 1.0). */
import type { JWTPayload } from "jose";
import type { ProviderLogoutKey } from "@/db/queries/provider-sign-ins";
import { hashToken } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { providerUnavailableIn } from "@/lib/server/errors";
import { log } from "@/lib/server/log";
import { CLOCK_TOLERANCE_SECONDS, getProvider, verifyProviderToken } from "./provider";

const EVENT = "http://schemas.openid.net/event/backchannel-logout";
/** How old a token may be (section 2.4). */
const MAX_AGE_SECONDS = 120;
/** Characters. */
const MAX_ID_LENGTH = 255;

/**
 * Makes every check of section 2.6 but the last: whether the token was used before is for the transaction.
 *
 * @returns what the token names, and its identifier; null for a token that is not good
 * @throws ProviderUnavailable when the provider's keys cannot be fetched
 */
export async function readLogoutToken(token: string): Promise<ProviderLogoutKey | null> {
  try {
    const provider = await getProvider();
    const claims = await verifyProviderToken(token, provider, {
      typ: "logout+jwt", // an ID token is no logout token (RFC 8725, section 3.11)
      requiredClaims: ["iat", "exp", "jti", "events"],
      maxTokenAge: MAX_AGE_SECONDS,
    });
    return namedBy(claims, provider.metadata.issuer, await database().now());
  } catch (error) {
    const unavailable = providerUnavailableIn(error);
    if (unavailable) throw unavailable;
    const problem = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    log().warn({ problem }, "a logout token was refused");
    return null;
  }
}

function namedBy(claims: JWTPayload, issuer: string, now: number): ProviderLogoutKey | null {
  const { sub: subject = null, sid = null, jti, events } = claims;
  const event = isObject(events) ? events[EVENT] : null;
  const isNamed = [subject, sid].every((id) => id === null || isId(id)) && (subject !== null || sid !== null);
  if (!isObject(event) || "nonce" in claims || !isId(jti) || !isNamed) return null;
  const expiresAt = now + (MAX_AGE_SECONDS + 2 * CLOCK_TOLERANCE_SECONDS) * 1000;
  const hash = hashToken(JSON.stringify(["logout token", issuer, jti]));
  return { issuer, subject, sid: sid as string | null, usedId: { hash, expiresAt } };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isId(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.length <= MAX_ID_LENGTH;
}

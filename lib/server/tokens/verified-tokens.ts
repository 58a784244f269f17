/** A cache of access tokens whose signature was verified: a signature stays valid as long as its key does. */

import { processSingleton } from "@/lib/server/singleton";
import { type BoundedMap, createBoundedMap } from "@/lib/session/bounded-map";
import type { AccessTokenClaims } from "./access-token-claims";
import { findPublicKey } from "./signing-keys";

const MAX_TOKENS = 10_000;

interface VerifiedToken {
  claims: AccessTokenClaims;
  /** The id of the key that signed it. */
  kid: string;
}

function verifiedTokens(): BoundedMap<string, VerifiedToken> {
  return processSingleton("verified tokens", () => createBoundedMap(MAX_TOKENS));
}

/** Remembers a token whose signature was verified with the key `kid`. */
export function rememberVerified(token: string, claims: AccessTokenClaims, kid: string): void {
  verifiedTokens().set(token, { claims, kid });
}

/** @returns the claims of a token that was verified before, unless its key has been revoked since; their time is not checked */
export async function findVerified(token: string): Promise<AccessTokenClaims | null> {
  const known = verifiedTokens().get(token);
  if (!known) return null;
  if (await findPublicKey(known.kid)) return known.claims;
  verifiedTokens().delete(token);
  return null;
}

/** Guesses at a password or at a code, counted before they are checked; and the check of a password. */

import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { hashToken } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { hashPassword, needsRehash, verifyPassword } from "@/lib/server/factors/password-hash";
import { addressKey, consume, type RateLimitKey, refundAndThrow } from "@/lib/server/rate-limit";
import type { AuditEventName } from "@/lib/session/audit-events";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type { UserRecord } from "@/lib/session/session";
import { ownCounter } from "@/lib/session/user-limits";
import { isKnownBrowser } from "./new-session";

/** A guess that may be checked. */
export interface Guess {
  /** What it was counted for: given back when it is right. */
  counted: RateLimitKey[];
  knownBrowser: boolean;
}

/**
 * Counts a guess at the first factor of an address.
 *
 * @param user the user who has the address, if there is one
 * @returns `rate_limited` with the seconds to wait when there were too many
 */
export async function countGuess(
  email: string,
  user: UserRecord | null,
  client: ClientInfo,
): Promise<Guess | Failure<"rate_limited">> {
  const knownBrowser = await isKnownBrowser(user?.id, client);
  const counted: RateLimitKey[] = [
    { limit: "address", key: addressKey(client.device.ipAddress) },
    user && knownBrowser
      ? { limit: "knownBrowser", key: ownCounter(user.id, client.browserId) }
      : { limit: "account", key: hashToken(email) },
  ];
  const blocked = await consume(...counted);
  if (blocked?.isFirst) await recordFailure("sign_in_throttled", user, client);
  return blocked ? blocked.failure : { counted, knownBrowser };
}

/**
 * Counts a guess at a password and checks it. An unknown user and a wrong password give the same answer after the same
 * work.
 *
 * @returns the guess and the stored hash it was checked against; or `invalid_credentials`, `rate_limited`
 */
export async function checkPassword(
  { email, user, password }: { email: string; user: UserRecord | null; password: string },
  client: ClientInfo,
): Promise<(Guess & { verifiedHash: string }) | Failure<"invalid_credentials" | "rate_limited">> {
  const guess = await countGuess(email, user, client);
  if (isFailure(guess)) return guess;
  const { counted } = guess;
  const isRight = await verifyPassword(user?.passwordHash ?? null, password).catch((error) =>
    refundAndThrow(counted, error),
  );
  if (!isRight || !user) {
    await recordFailure("sign_in_failed", user, client);
    return fail("invalid_credentials");
  }
  const verifiedHash = await upgradeHash(user, password).catch((error) => refundAndThrow(counted, error));
  return { ...guess, verifiedHash };
}

/**
 * Replaces a hash made with older parameters while the password is at hand (OWASP ASVS 5.0, 11.2.2). @returns the hash
 * now stored.
 */
async function upgradeHash(user: UserRecord, password: string): Promise<string> {
  if (!needsRehash(user.passwordHash)) return user.passwordHash;
  const passwordHash = await hashPassword(password);
  const { outcome } = await database().changeAccount({ id: user.id }, (account) => {
    const unchanged = account?.user.passwordHash === user.passwordHash;
    return {
      outcome: unchanged ? passwordHash : user.passwordHash,
      changes: unchanged ? [{ kind: "update-user", id: user.id, set: { passwordHash } }] : [],
      events: [],
    };
  });
  return outcome;
}

async function recordFailure(name: AuditEventName, user: UserRecord | null, client: ClientInfo) {
  const at = await database().now();
  const userId = user?.id ?? null;
  await database().recordEvent({
    name,
    at,
    userId,
    sessionId: null,
    actor: actorOf(client, null),
    reason: null,
  });
}

/** API keys as bearers: making one, and finding the member behind it. */

import { hashToken, newBase62 } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { addressKey, consume, refund, refundAndThrow } from "@/lib/server/rate-limit";
import { processSingleton } from "@/lib/server/singleton";
import { type BoundedMap, createBoundedMap } from "@/lib/session/bounded-map";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import {
  formatApiKey,
  hasValidChecksum,
  KEY_SECRET_LENGTH,
  shownPrefix,
} from "@/lib/session/organizations/api-key-format";
import {
  type ApiKeyWithMaker,
  authorizeApiKey,
  shouldRecordUse,
  USE_INTERVAL_MS,
} from "@/lib/session/organizations/api-key-use";

const MAX_KNOWN_KEYS = 10_000;

/** @returns a new key, and what is stored of it; the key itself is shown once and stored nowhere */
export function newApiKey(): { key: string; prefix: string; hash: string } {
  const key = formatApiKey(newBase62(KEY_SECRET_LENGTH));
  return { key, prefix: shownPrefix(key), hash: hashToken(key) };
}

/**
 * Finds the member behind an API key. A key with a wrong checksum costs no look-up and is not counted. An unknown key is
 * counted for its address before the look-up, so that an attacker cannot make the database search without end.
 *
 * @param ipAddress of the client
 * @returns the key with its maker, and the database's time in milliseconds since the epoch; or `not_authenticated` for a
 *   key that is unknown, revoked or expired, or whose maker is disabled; `rate_limited` after too many unknown keys
 */
export async function findApiKey(
  token: string,
  ipAddress: string | null,
): Promise<(ApiKeyWithMaker & { now: number }) | Failure> {
  if (!hasValidChecksum(token)) return fail("not_authenticated");
  const hash = hashToken(token);
  const found = knownKeys().has(hash) ? await lookUp(hash) : await lookUpCounted(hash, ipAddress);
  if (isFailure(found)) return found;
  const { stored, now } = found;
  const failure = authorizeApiKey(stored, now);
  if (failure || !stored) return failure ?? fail("not_authenticated");
  if (shouldRecordUse(stored.key, now)) {
    await database().recordApiKeyUse(stored.key.id, { now, before: now - USE_INTERVAL_MS });
  }
  return { ...stored, now };
}

interface Found {
  stored: ApiKeyWithMaker | null;
  now: number;
}

/**
 * Keys that this process has found before. Such a key is not counted: that saves two writes with each request, and
 * strangers behind the same address cannot keep it out.
 */
function knownKeys(): BoundedMap<string, true> {
  return processSingleton("known API keys", () => createBoundedMap(MAX_KNOWN_KEYS));
}

async function lookUp(hash: string): Promise<Found> {
  const db = database();
  const [stored, now] = await Promise.all([db.findApiKey(hash), db.now()]);
  if (stored) knownKeys().set(hash, true);
  else knownKeys().delete(hash);
  return { stored, now };
}

async function lookUpCounted(hash: string, ipAddress: string | null): Promise<Found | Failure> {
  const attempt = { limit: "unknownApiKey", key: addressKey(ipAddress) } as const;
  const blocked = await consume(attempt);
  if (blocked) return blocked.failure;
  const found = await lookUp(hash).catch((error: unknown) => refundAndThrow([attempt], error));
  if (found.stored) await refund(attempt);
  return found;
}

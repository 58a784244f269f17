/** API keys of organizations: whether one that was presented is good, and when its use is stored. */
import { type Failure, fail } from "@/lib/session/failure";
import type { UserRecord } from "@/lib/session/session";
import type { ApiKeyRecord } from "./organization-records";

/** The time of the last use is stored at most this often. */
export const USE_INTERVAL_MS = 60_000;

/** A stored key, and the member who made it. */
export interface ApiKeyWithMaker {
  key: ApiKeyRecord;
  user: UserRecord;
}

/**
 * Judges a key that was presented. Its scope and its maker's current role decide what it may do; this only tells whether
 * it is good for anything.
 *
 * @param found null when no key has the hash: it never existed, it was revoked, or its maker has left the organization
 * @returns null for a good key; `not_authenticated` for an unknown or expired one, or when the maker's account is
 *   disabled
 */
export function authorizeApiKey(
  found: ApiKeyWithMaker | null,
  now: number,
): Failure<"not_authenticated"> | null {
  const isGood = found && now < found.key.expiresAt && found.user.disabledAt === null;
  return isGood ? null : fail("not_authenticated");
}

/** @returns whether the time of this use is to be stored */
export function shouldRecordUse({ lastUsedAt }: Pick<ApiKeyRecord, "lastUsedAt">, now: number): boolean {
  return lastUsedAt === null || now - lastUsedAt >= USE_INTERVAL_MS;
}

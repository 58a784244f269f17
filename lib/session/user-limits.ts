/**
 * Limits on how much one user may make the server write, so that a single account cannot fill the disk (OWASP ASVS 5.0,
 * 2.4.1). Uses are counted in windows that begin with their first use. Over a limit the answer is 429; no session is
 * ended.
 */
import type { Change, Usage } from "./decision";
import { type Failure, fail, isFailure } from "./failure";
import type { SessionRecord } from "./session";

const HOUR_SECONDS = 3600;

/** Uses per window. */
export const USER_LIMITS = {
  rotation: { count: 120, durationSeconds: 60 },
  signIn: { count: 300, durationSeconds: HOUR_SECONDS },
  secondStep: { count: 100, durationSeconds: HOUR_SECONDS },
  signInNotice: { count: 20, durationSeconds: 24 * HOUR_SECONDS },
  nameChange: { count: 60, durationSeconds: HOUR_SECONDS },
  newOrganization: { count: 20, durationSeconds: 24 * HOUR_SECONDS },
  organizationChange: { count: 300, durationSeconds: HOUR_SECONDS },
  storedResponse: { count: 200, durationSeconds: 24 * HOUR_SECONDS },
} as const;
export type UserLimit = keyof typeof USER_LIMITS;

/**
 * A session whose token is older than this may rotate, regardless of the user's other sessions. A thief who rotates
 * without a pause therefore cannot block the user's other devices.
 */
export const ROTATION_SHARE_MS = 5000;

/** True when rate limits are off (`RATE_LIMIT=off`). */
export interface UserLimitPolicy {
  unlimited?: boolean;
}

/** @returns the key a user's uses are counted under. */
export function usageKey(limit: UserLimit, userId: string): string {
  return `${limit}:${userId}`;
}

/**
 * A browser on which a user has signed in before counts for itself, and so does a session of the user, or a network. A
 * stranger who uses up a limit elsewhere then doesn't lock the user out there (OWASP ASVS 5.0, 6.1.1).
 *
 * @param id of the browser or of the session; or the key of the network
 * @returns what its uses are counted for, in place of the user's id
 */
export function ownCounter(userId: string, id: string): string {
  return `${userId}:${id}`;
}

/**
 * Counts one use, or refuses it.
 *
 * @param usage the count so far, read under the lock of the decision
 * @returns the changes that count it; or `rate_limited` with the seconds to wait
 */
export function countUse(
  limit: Exclude<UserLimit, "storedResponse">,
  { userId, usage }: { userId: string; usage: Usage },
  now: number,
  { unlimited }: UserLimitPolicy,
): Change[] | Failure<"rate_limited"> {
  if (unlimited) return [];
  const { count, durationSeconds } = USER_LIMITS[limit];
  const durationMs = durationSeconds * 1000;
  const end = usage?.expire ?? now;
  // A window that ends later than one begun now was counted before the clock was set back.
  const isOpen = end > now && end <= now + durationMs;
  if (usage && isOpen && usage.count >= count) return refusal(end - now);
  return [{ kind: "count", key: usageKey(limit, userId), now, durationMs }];
}

/**
 * Counts a rotation of a session. One that has not rotated for `ROTATION_SHARE_MS` is not refused.
 *
 * @param usage the rotations of all the user's sessions
 * @returns as `countUse`
 */
export function countRotation(
  { userId, rotatedAt }: Pick<SessionRecord, "userId" | "rotatedAt">,
  usage: Usage,
  now: number,
  policy: UserLimitPolicy,
): Change[] | Failure<"rate_limited"> {
  const counted = countUse("rotation", { userId, usage }, now, policy);
  if (!isFailure(counted)) return counted;
  const shareIn = rotatedAt + ROTATION_SHARE_MS - now;
  if (shareIn <= 0) return countUse("rotation", { userId, usage: null }, now, policy);
  const windowIn = (usage?.expire ?? now) - now;
  return refusal(Math.min(shareIn, windowIn));
}

/**
 * Limits the responses that are stored for repeated requests. It bounds what is kept, not how fast a user may work, so it
 * also counts where rate limits are off.
 *
 * @param kept how many a user has, and when the oldest of them was stored, in milliseconds since the epoch
 * @returns `rate_limited` with the seconds until the oldest is deleted; null when one more may be stored
 */
export function limitStoredResponses(
  kept: { count: number; oldestAt: number | null },
  now: number,
): Failure<"rate_limited"> | null {
  const { count, durationSeconds } = USER_LIMITS.storedResponse;
  if (kept.count < count) return null;
  return refusal((kept.oldestAt ?? now) + durationSeconds * 1000 - now);
}

function refusal(milliseconds: number): Failure<"rate_limited"> {
  return fail("rate_limited", { retryAfter: Math.max(1, Math.ceil(milliseconds / 1000)) });
}

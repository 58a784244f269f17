/**
 * How fast passwords may be guessed. Every attempt is counted before it is checked, in the database, so parallel
 * guesses and restarts gain nothing (OWASP ASVS 5.0, 6.3.1).
 *
 * Three counters: for the account, whoever asks; for the address, whatever account; and for a browser this user has
 * signed in on before, which is let past a lock-out that strangers caused (ASVS 6.1.1: lock-out is no weapon).
 */

import { type Failure, fail } from "@/lib/session/failure";
import { config } from "./config";
import { database } from "./database";

const QUARTER_HOUR_SECONDS = 15 * 60;

/** Attempts per window (seconds), which begins with its first attempt. */
export const RATE_LIMITS = {
  account: { count: 10, duration: QUARTER_HOUR_SECONDS },
  knownBrowser: { count: 10, duration: QUARTER_HOUR_SECONDS },
  address: { count: 100, duration: QUARTER_HOUR_SECONDS },
  signUp: { count: 100, duration: 4 * QUARTER_HOUR_SECONDS },
} as const;
export type RateLimitName = keyof typeof RATE_LIMITS;

/** A counted attempt, which can be given back when it turns out to have been right. */
export interface RateLimitKey {
  counter: RateLimitName;
  key: string;
}

/**
 * Counts an attempt.
 *
 * @returns null when it may go on; else `rate_limited` with the seconds to wait. `isFirst` is true for the first
 *   attempt of a window that is over the limit and for none after it, so an audit event of it cannot flood a history
 */
export async function consume({
  counter,
  key,
}: RateLimitKey): Promise<{ failure: Failure<"rate_limited">; isFirst: boolean } | null> {
  if (!config().rateLimit) return null;
  const { count, duration } = RATE_LIMITS[counter];
  const counted = await database().count(`${counter}:${key}`, duration * 1000);
  if (counted.count <= count) return null;
  const retryAfter = Math.max(1, Math.ceil(counted.remaining / 1000));
  return { failure: fail("rate_limited", { retryAfter }), isFirst: counted.count === count + 1 };
}

/** Takes back an attempt: a right password is no guess. */
export async function refund({ counter, key }: RateLimitKey): Promise<void> {
  if (config().rateLimit) await database().uncount(`${counter}:${key}`);
}

/** @returns an address's key: IPv6 is counted by its /64, which is what one customer gets. */
export function addressKey(address: string | null): string {
  if (!address?.includes(":")) return address ?? "unknown";
  const [head = "", tail = ""] = address.toLowerCase().split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail.split(":").filter(Boolean);
  const missing = address.includes("::") ? Math.max(0, 8 - left.length - right.length) : 0;
  const groups = [...left, ...Array<string>(missing).fill("0"), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

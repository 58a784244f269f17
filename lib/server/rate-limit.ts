/**
 * Limits for those who have no account, or guess at one: sign-ins, codes, messages, unknown keys. Every attempt is counted
 * in the database before it is checked, so parallel guesses and restarts gain nothing (OWASP ASVS 5.0, 6.3.1). How much a
 * signed-in user may write, `lib/session/user-limits.ts` says.
 *
 * A sign-in counts twice: for the IP address, whatever the account; and for the account, whatever the address. A browser
 * this user has signed in on before counts for itself instead of the account, so that strangers who use up the account's
 * limit cannot lock its user out (ASVS 6.1.1).
 *
 * Confirming the password in a session counts for that session first: too many wrong passwords in a row end it
 * (`lib/session/factors/password-attempts.ts`), and too many passwords in an hour, right or wrong, are refused in it. It counts
 * for the user as well, with a limit that one stolen session does not reach, because no window of the user meets more than
 * two of a session.
 */

import type { Counted, Counter } from "@/db/queries/rate-limits";
import type { Change } from "@/lib/session/decision";
import { type Failure, fail } from "@/lib/session/failure";
import type { UserLimitPolicy } from "@/lib/session/user-limits";
import { config } from "./config";
import { database } from "./database";

const QUARTER_HOUR_SECONDS = 15 * 60;

/** Attempts per window. A window begins with its first attempt. */
export const RATE_LIMITS = {
  account: { count: 10, durationSeconds: QUARTER_HOUR_SECONDS },
  knownBrowser: { count: 10, durationSeconds: QUARTER_HOUR_SECONDS },
  sessionConfirmation: { count: 40, durationSeconds: 4 * QUARTER_HOUR_SECONDS },
  confirmation: { count: 100, durationSeconds: 4 * QUARTER_HOUR_SECONDS },
  address: { count: 100, durationSeconds: QUARTER_HOUR_SECONDS },
  recoveryCode: { count: 10, durationSeconds: QUARTER_HOUR_SECONDS },
  newRecoveryCodes: { count: 10, durationSeconds: 4 * QUARTER_HOUR_SECONDS },
  emailChange: { count: 10, durationSeconds: QUARTER_HOUR_SECONDS },
  resetAccount: { count: 10, durationSeconds: QUARTER_HOUR_SECONDS },
  resetAddress: { count: 100, durationSeconds: QUARTER_HOUR_SECONDS },
  attempt: { count: 300, durationSeconds: QUARTER_HOUR_SECONDS },
  emailedCode: { count: 10, durationSeconds: QUARTER_HOUR_SECONDS },
  emailedCodeDaily: { count: 50, durationSeconds: 96 * QUARTER_HOUR_SECONDS },
  resetAccountDaily: { count: 20, durationSeconds: 96 * QUARTER_HOUR_SECONDS },
  signUp: { count: 100, durationSeconds: 4 * QUARTER_HOUR_SECONDS },
  sandbox: { count: 30, durationSeconds: 4 * QUARTER_HOUR_SECONDS }, // demo:line
  signInProof: { count: 1000, durationSeconds: QUARTER_HOUR_SECONDS },
  unknownApiKey: { count: 100, durationSeconds: QUARTER_HOUR_SECONDS },
  deviceLink: { count: 30, durationSeconds: 4 * QUARTER_HOUR_SECONDS },
  dataExport: { count: 10, durationSeconds: 96 * QUARTER_HOUR_SECONDS },
  newApiKey: { count: 30, durationSeconds: 4 * QUARTER_HOUR_SECONDS },
  inviter: { count: 50, durationSeconds: 4 * QUARTER_HOUR_SECONDS },
  invitingOrganization: { count: 100, durationSeconds: 4 * QUARTER_HOUR_SECONDS },
  invitedAddress: { count: 10, durationSeconds: 4 * QUARTER_HOUR_SECONDS },
  invitedAddressByUser: { count: 10, durationSeconds: 96 * QUARTER_HOUR_SECONDS },
  invitedAddressInAll: { count: 50, durationSeconds: 96 * QUARTER_HOUR_SECONDS },
  labRun: { count: 150, durationSeconds: QUARTER_HOUR_SECONDS }, // demo:line
} as const;
export type RateLimitName = keyof typeof RATE_LIMITS;

/** What an attempt counts for. */
export interface RateLimitKey {
  limit: RateLimitName;
  key: string;
}

/** An attempt that may not go on. */
export interface Blocked {
  failure: Failure<"rate_limited">;
  /**
   * True for the first attempt of a window that is over the limit and for none after it, so an audit event of it cannot
   * flood a history.
   */
  isFirst: boolean;
}

/**
 * Counts an attempt for one or several limits, in one commit.
 *
 * @param attempt the IP address before the account; over the limit of the first, it counts no more for the second
 * @returns null when it may go on; else `rate_limited` with the seconds to wait
 */
export async function consume(...attempt: RateLimitKey[]): Promise<Blocked | null> {
  if (!config().rateLimit) return null;
  const counters = attempt.map(counterOf);
  return blockedBy(counters, await database().count(counters));
}

/**
 * Counts an attempt for a limit and, within it, uses an identifier that is good once, in one commit: over the limit
 * nothing is stored.
 *
 * @param id as of `Database.useId`
 * @returns whether this was its first use; or `rate_limited` with the seconds to wait
 */
export async function consumeAndUseId(
  attempt: RateLimitKey,
  id: { hash: string; expiresAt: number },
): Promise<boolean | Failure<"rate_limited">> {
  if (!config().rateLimit) return database().useId(id);
  const counter = counterOf(attempt);
  const { counted, isFirst } = await database().countAndUseId(counter, id);
  return blockedBy([counter], [counted])?.failure ?? isFirst;
}

function counterOf({ limit, key }: RateLimitKey): Counter {
  const { count, durationSeconds } = RATE_LIMITS[limit];
  return { key: counterKey({ limit, key }), durationMs: durationSeconds * 1000, limit: count };
}

function blockedBy(counters: Counter[], counted: Counted[]): Blocked | null {
  const over = counters.flatMap(({ limit }, at) => {
    const { count, remaining } = counted[at] ?? { count: 0, remaining: 0 };
    return count > limit ? [{ remaining, isFirst: count === limit + 1 }] : [];
  })[0];
  if (!over) return null;
  const retryAfter = Math.max(1, Math.ceil(over.remaining / 1000));
  return { failure: fail("rate_limited", { retryAfter }), isFirst: over.isFirst };
}

/** @param key `mailCounter` of the address @returns what a code that is sent to it counts for, whatever asks for it */
export function codeCounters(key: string): RateLimitKey[] {
  return [
    { limit: "emailedCode", key },
    { limit: "emailedCodeDaily", key },
  ];
}

/**
 * Gives an attempt back: a right password is no guess.
 *
 * @param now milliseconds since the epoch
 * @returns the changes that do it, as a part of a decision
 */
export function refundChanges(attempt: RateLimitKey[], now: number): Change[] {
  if (!config().rateLimit) return [];
  return attempt.map((each) => ({ kind: "refund", key: counterKey(each), now }));
}

/**
 * Gives an attempt back that an error ended: it was no wrong guess, and may be repeated. An error that hides whether a
 * decision was committed may give it back a second time; no count goes below zero.
 *
 * @throws the error
 */
export async function refundAndThrow(attempt: RateLimitKey[], error: unknown): Promise<never> {
  await refund(...attempt).catch(() => undefined);
  throw error;
}

/** Gives an attempt back that turned out to be no guess. */
export async function refund(...attempt: RateLimitKey[]): Promise<void> {
  if (config().rateLimit) await database().uncount(attempt.map(counterKey));
}

function counterKey({ limit, key }: RateLimitKey): string {
  return `${limit}:${key}`;
}

/** How the limits of one user apply here: not at all with `RATE_LIMIT=off`. */
export function userLimitPolicy(): UserLimitPolicy {
  return { unlimited: !config().rateLimit };
}

/** @returns the key an IP address is counted under: an IPv6 address by its /64, which is what one customer gets. */
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

import { type BackoffLimits, backoffMs } from "@/lib/session/backoff";
import type { AuthError } from "./auth-error";

/** Calls wait for this long through the beginning of an outage; calls made later fail at once. */
export const RETRY_BUDGET_MS = 10_000;
const LIMITS: BackoffLimits = { firstMs: 1_000, longestMs: 60_000 };

/** A time in which requests fail for reasons that are not the session's. All times are on the monotonic clock. */
export interface RetrySchedule<Failure extends Pick<AuthError, "details"> = AuthError> {
  since: number;
  failures: number;
  /** The last failure. */
  error: Failure;
  /** When to try again. */
  retryAt: number;
  /** What the server asked for (`Retry-After`): no attempt before, however hopeful. */
  notBefore: number;
}

/**
 * Counts a failure. Those that come before the next attempt is due count as one: many calls fail together.
 *
 * @param before the state so far; null when all was well
 * @param random at least 0, less than 1: jitter, so that many tabs do not come back at once
 * @param longestMs the longest wait
 */
export function recordFailure<Failure extends Pick<AuthError, "details">>(
  before: RetrySchedule<Failure> | null,
  error: Failure,
  now: number,
  random: number,
  longestMs = LIMITS.longestMs,
): RetrySchedule<Failure> {
  const failures = before?.failures ?? 0;
  const notBefore = Math.max(before?.notBefore ?? 0, now + (error.details?.retryAfter || 0) * 1000);
  const isCounted = before !== null && now < before.retryAt;
  const retryAt = isCounted ? before.retryAt : now + backoffMs(failures, { ...LIMITS, longestMs }, random);
  return {
    since: before?.since ?? now,
    failures: isCounted ? failures : failures + 1,
    error,
    retryAt: Math.max(retryAt, notBefore),
    notBefore,
  };
}

/** @returns true when the next attempt comes too late for a call to wait for it. */
export function exceedsRetryBudget({ since, retryAt }: RetrySchedule): boolean {
  return retryAt > since + RETRY_BUDGET_MS;
}

import type { AuthError } from "./auth-error";

/** Milliseconds. Calls wait through the beginning of an outage; later ones are told at once. */
export const RETRY_BUDGET_MS = 10_000;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** A time in which refreshing fails for reasons that are not the session's; on the monotonic clock. */
export interface BackoffState<Failure extends Pick<AuthError, "details"> = AuthError> {
  since: number;
  failures: number;
  /** The last failure. */
  error: Failure;
  /** When to try again. */
  retryAt: number;
  /** The server's own word (`Retry-After`): no attempt before, however hopeful. */
  notBefore: number;
}

/**
 * Waits twice as long after each failure, up to a minute. Those that come before the next attempt is due are one: many
 * calls fail together.
 *
 * @param random at least 0, less than 1: jitter, so that many tabs do not come at once
 */
export function recordFailure<Failure extends Pick<AuthError, "details">>(
  before: BackoffState<Failure> | null,
  error: Failure,
  now: number,
  random: number,
): BackoffState<Failure> {
  const failures = before?.failures ?? 0;
  const wait = Math.min(FIRST_WAIT_MS * 2 ** failures, LONGEST_WAIT_MS) * (0.5 + random / 2);
  const notBefore = Math.max(before?.notBefore ?? 0, now + (error.details?.retryAfter || 0) * 1000);
  const isCounted = before !== null && now < before.retryAt;
  return {
    since: before?.since ?? now,
    failures: isCounted ? failures : failures + 1,
    error,
    retryAt: Math.max(isCounted ? before.retryAt : now + wait, notBefore),
    notBefore,
  };
}

/** @returns true when the next attempt comes too late for a call to wait for it. */
export function exceedsRetryBudget({ since, retryAt }: BackoffState): boolean {
  return retryAt > since + RETRY_BUDGET_MS;
}

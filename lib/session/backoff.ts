/** How long to wait before an attempt is repeated. Milliseconds. */
export interface BackoffLimits {
  firstMs: number;
  longestMs: number;
}

/**
 * Computes the wait before the next attempt: twice as long after each failure, up to `longestMs`.
 *
 * @param failures how many attempts in a row have failed before the last one
 * @param random at least 0, less than 1: jitter, so that many clients do not return at once
 * @returns milliseconds, between half of the computed wait and all of it
 */
export function backoffMs(failures: number, { firstMs, longestMs }: BackoffLimits, random: number): number {
  return Math.min(firstMs * 2 ** failures, longestMs) * (0.5 + random / 2);
}

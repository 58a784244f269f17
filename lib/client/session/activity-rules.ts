/**
 * When a report of activity is due. Pure: times go in, a wait comes out.
 */

/** At most one report in so many milliseconds, over all tabs. */
const LONGEST_INTERVAL_MS = 60_000;
const SHORTEST_INTERVAL_MS = 1_000;

/**
 * @param idleLimitMs how long the session lasts without the user
 * @returns milliseconds between two reports: under an idle limit of less than four minutes, one a minute would be too late
 */
export function reportIntervalMs(idleLimitMs: number): number {
  return Math.min(LONGEST_INTERVAL_MS, Math.max(SHORTEST_INTERVAL_MS, idleLimitMs / 4));
}

/**
 * @param reportedAt when any tab of this browser last reported, by the device's clock; 0 when none did
 * @param now by the same clock
 * @returns milliseconds until the next report may leave, 0 for now
 */
export function msUntilReport(reportedAt: number, now: number, intervalMs: number): number {
  const wait = reportedAt + intervalMs - now;
  // More than the interval means a report in the future: the clock was set back.
  return wait > 0 && wait <= intervalMs ? wait : 0;
}

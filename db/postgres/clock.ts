/**
 * The database's clock without a round trip for each read: the time it reported last, plus the time that has passed
 * since on this machine's monotonic clock. This machine's wall clock may be wrong and is not used.
 */

/** A quartz clock drifts by less than this: 0.2 ms in a second. */
const MAX_DRIFT_MS_PER_MS = 200e-6;
/** How inexact a reading may become before the database is asked again. */
const MAX_OFFSET_MS = 25;
/** This machine slept if its wall clock gained this much on its monotonic clock. */
const SLEEP_MS = 1000;

interface Reading {
  /** The database's time minus the monotonic time, in milliseconds. */
  offset: number;
  /** Half of the round trip, in milliseconds: the database read its clock somewhere within it. */
  error: number;
  /** Monotonic time of the reading. */
  at: number;
  /** Wall-clock time of the reading. */
  wall: number;
}

/**
 * @param ask asks the database for its time, in milliseconds since the epoch
 * @returns a clock that estimates the database's time
 */
export function createClock(ask: () => Promise<number>) {
  let best: Reading | null = null;
  let asking: Promise<unknown> | null = null;

  const uncertainty = ({ error, at }: Reading) => error + (performance.now() - at) * MAX_DRIFT_MS_PER_MS;
  const slept = ({ at, wall }: Reading) => Math.abs(Date.now() - wall - (performance.now() - at)) > SLEEP_MS;

  /** Asks the database, and keeps the answer if it is more exact than the one kept. */
  async function read(): Promise<void> {
    const before = performance.now();
    const time = await ask();
    const at = performance.now();
    const reading = { offset: time - (before + at) / 2, error: (at - before) / 2, at, wall: Date.now() };
    if (!best || slept(best) || uncertainty(reading) < uncertainty(best)) best = reading;
  }

  return {
    /**
     * @returns the database's time in milliseconds since the epoch, exact to 25 ms or to the round trip if that was
     *   longer; while the database is unavailable, less exact by 0.2 ms each second
     * @throws DatabaseUnavailable when there is no reading from before, or this machine has slept since, and the database
     *   cannot be asked now
     */
    async now(): Promise<number> {
      if (!best || slept(best) || uncertainty(best) > Math.max(MAX_OFFSET_MS, 2 * best.error)) {
        asking ??= read().finally(() => {
          asking = null;
        });
        await asking.catch((error) => {
          if (!best || slept(best)) throw error;
        });
      }
      return Math.floor(performance.now() + (best?.offset ?? 0));
    },
  };
}

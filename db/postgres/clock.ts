/**
 * The database's clock, read without asking each time: what it said last, and how long ago that was on this machine's
 * monotonic clock. The wall clock of this machine is not believed, however wrong it is.
 */

/** Quartz is out by less than this: seconds in a second. */
const DRIFT = 200e-6;
/** How far off the reading may be before the database is asked again, in milliseconds. */
const MAX_OFFSET_MS = 25;
/** This machine slept if its wall clock went on by so much more than its monotonic one (milliseconds). */
const SLEEP_MS = 1000;

interface Reading {
  /** The database's time minus the monotonic one. */
  offset: number;
  /** Half of what asking took: the answer was made somewhere in between. */
  error: number;
  at: number;
  wall: number;
}

/** @param ask asks the database for its time, in milliseconds since the epoch */
export function createClock(ask: () => Promise<number>) {
  let best: Reading | null = null;
  let asking: Promise<unknown> | null = null;

  const off = ({ error, at }: Reading) => error + (performance.now() - at) * DRIFT;
  const slept = ({ at, wall }: Reading) => Math.abs(Date.now() - wall - (performance.now() - at)) > SLEEP_MS;

  /** Asks, and remembers the answer if it is better than what is remembered. */
  async function read(): Promise<void> {
    const before = performance.now();
    const time = await ask();
    const at = performance.now();
    const reading = { offset: time - (before + at) / 2, error: (at - before) / 2, at, wall: Date.now() };
    if (!best || slept(best) || off(reading) < off(best)) best = reading;
  }

  return {
    /**
     * @returns the database's time: off by 25 ms at most, or by what it took to ask when that was more; while the
     *   database is away, by a fifth of a millisecond more each second
     * @throws DatabaseUnavailable when it has never been asked, or this machine has slept, and it cannot be asked now
     */
    async now(): Promise<number> {
      if (!best || slept(best) || off(best) > Math.max(MAX_OFFSET_MS, 2 * best.error)) {
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

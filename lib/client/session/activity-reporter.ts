import type { Cancel, Environment } from "@/lib/client/browser/environment";

/** At most one report in so many milliseconds, over all tabs. */
const LONGEST_INTERVAL_MS = 60_000;
const SHORTEST_INTERVAL_MS = 1_000;
/** Where the tabs note the moment of the last report. It survives a document load, as a message would not. */
const REPORTED_AT = "latchkey:activity";

/**
 * Tells the server that the user is present: by opening the page, then by pointer, key, touch and wheel.
 * Nothing a program does by itself, a refresh least of all, counts.
 *
 * @param idleLimit milliseconds the session lasts without presence; null while signed out
 * @param report sends how long ago the last input was, in whole seconds; `leaving` when the page will not be there to
 *   hear the answer
 * @returns a function that stops it
 */
export function startActivityReporter(
  env: Environment,
  idleLimit: () => number | null,
  report: (idleForSeconds: number, leaving: boolean) => Promise<unknown>,
): Cancel {
  let lastInput = 0;
  let isNew = false;
  /** Set while a report may not leave yet. */
  let waiting: Cancel | null = null;

  /** Under an idle limit of less than four minutes, a report a minute would come too late. */
  function interval(limit: number): number {
    return Math.min(LONGEST_INTERVAL_MS, Math.max(SHORTEST_INTERVAL_MS, limit / 4));
  }

  async function tell(): Promise<void> {
    waiting = null;
    const limit = idleLimit();
    if (!isNew || limit === null) return;
    const wait = interval(limit) - (env.dateNow() - Number(env.getItem(REPORTED_AT)));
    // More than the interval means a report in the future: the clock was set back.
    if (wait > 0 && wait <= interval(limit)) return pause(wait);
    pause(interval(limit));
    await send(false);
  }

  async function send(leaving: boolean): Promise<void> {
    isNew = false;
    env.setItem(REPORTED_AT, String(env.dateNow()));
    await report(Math.floor((env.now() - lastInput) / 1000), leaving);
  }

  function pause(milliseconds: number): void {
    waiting?.();
    waiting = env.after(milliseconds, tell);
  }

  function noteInput(): void {
    lastInput = env.now();
    isNew = true;
    if (!waiting) void tell();
  }

  const stops = [
    env.onInput(noteInput),
    // What has not been told is told now or never: the one report that does not wait for its minute.
    env.onHide((left) => {
      if (left && isNew && idleLimit() !== null) void send(true);
    }),
  ];
  noteInput();
  return () => {
    for (const stop of stops) stop();
    waiting?.();
  };
}

import type { Cancel, Environment } from "@/lib/client/browser/environment";
import { withTabLock } from "@/lib/client/tokens/tab-lock";
import { PRODUCT_SLUG } from "@/lib/session/product";
import { msUntilReport, reportIntervalMs } from "./activity-rules";

/** Where the tabs note the moment of the last report. It survives a document load, as a message would not. */
const REPORTED_AT = `${PRODUCT_SLUG}:activity`;
const LOCK_NAME = `${PRODUCT_SLUG}-activity`;
/** Another tab may read what this one has stored only a moment later: the lock is held for at least so long. */
const STORAGE_LAG_MS = 250;

/**
 * Tells the server that the user is present: by opening the page, then by pointer, key, touch and wheel.
 * Nothing a program does by itself, a refresh least of all, counts.
 *
 * @param idleLimit milliseconds the session lasts without presence; null while signed out
 * @param report sends how long ago the last input was, in whole seconds; `leaving` when the page is being left, so that no answer
 *   arrives
 * @returns a function that stops it
 */
export function startActivityReporter(
  env: Environment,
  idleLimit: () => number | null,
  report: (idleForSeconds: number, leaving: boolean) => Promise<unknown>,
): Cancel {
  let lastInput = 0;
  let isNew = false;
  let isStopped = false;
  /** Set while a report may not leave yet, or another tab may be sending one. */
  let waiting: Cancel | null = null;

  /** Looks and reports in one step, under a lock: tabs that look at the same moment would all report. */
  function tell(): void {
    waiting = () => {};
    void withTabLock(env, reportIfDue, LOCK_NAME);
  }

  async function reportIfDue(): Promise<void> {
    waiting = null;
    const limit = idleLimit();
    if (!isNew || limit === null || isStopped) return;
    const interval = reportIntervalMs(limit);
    const wait = msUntilReport(Number(env.getItem(REPORTED_AT)), env.dateNow(), interval);
    pause(wait || interval);
    if (wait) return;
    const stored = new Promise<void>((resolve) => env.after(STORAGE_LAG_MS, resolve));
    await Promise.all([send(false), stored]);
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
    if (!waiting) tell();
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
    isStopped = true;
    for (const stop of stops) stop();
    waiting?.();
  };
}

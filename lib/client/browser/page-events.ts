/**
 * The page's clock and events, for code that needs no more of a browser than these.
 */
import type { Cancel } from "./environment";

/** Longer timers overflow and fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Calls `run` on each of `types`, without getting in the way of the page's own listeners.
 *
 * @returns a function that stops it
 */
export function listen(types: string[], run: (event: Event) => void): Cancel {
  const stop = new AbortController();
  for (const type of types)
    addEventListener(type, run, { capture: true, passive: true, signal: stop.signal });
  return () => stop.abort();
}

/** Calls `run` once, later. @returns a function that stops it */
export function after(milliseconds: number, run: () => void): Cancel {
  const timer = setTimeout(run, Math.min(milliseconds, LONGEST_TIMER_MS));
  return () => clearTimeout(timer);
}

/** @returns the device's time in milliseconds since the epoch, which its user can set */
export const dateNow = () => Date.now();

/** Calls `run` when the page is hidden; `left` when it is being left. @returns a function that stops it */
export function onHide(run: (left: boolean) => void): Cancel {
  return listen(["pagehide", "visibilitychange"], ({ type }) => {
    if (type === "pagehide" || document.hidden) run(type === "pagehide");
  });
}

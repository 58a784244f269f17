/**
 * What happens to the session, the moment it happens: one stream for the whole browser, held by the tab that has the
 * lock; the next one takes it over when that tab goes. Without locks each tab in sight has one of its own.
 */

import type { Cancel, Environment } from "@/lib/client/browser/environment";
import { type BackoffLimits, backoffMs } from "@/lib/session/backoff";
import type { StreamMessage } from "@/lib/session/session-events";

const LOCK_NAME = "latchkey-stream";
const RETRY: BackoffLimits = { firstMs: 2_000, longestMs: 120_000 };

export interface StreamListener {
  heard(message: StreamMessage): void;
  /** The stream opened again after a time in which things may have happened unheard. */
  resumed(): void;
  /** The server would not open one: the session may be over. */
  refused(): void;
}

/**
 * Listens until it is cancelled.
 *
 * @returns stops, and lets the next tab have it
 */
export function connectAsLeader(env: Environment, listener: StreamListener): Cancel {
  const stopped = new AbortController();
  let failures = 0;
  let states = 0;
  let close: Cancel = () => {};

  function open(): void {
    close = env.openStream(
      (message) => {
        failures = 0;
        // Each connection begins with the state of things.
        if (message.event === "state" && states++ > 0) listener.resumed();
        listener.heard(message);
      },
      () => {
        listener.refused();
        // Jitter: when a server comes back, its browsers should not all be there at once.
        close = env.after(backoffMs(failures++, RETRY, env.random()), open);
      },
    );
  }

  /** Holds the lock for as long as this tab listens. */
  function hold(): Promise<void> {
    if (stopped.signal.aborted) return Promise.resolve();
    open();
    return new Promise((release) => stopped.signal.addEventListener("abort", () => release()));
  }

  const locks = env.locks();
  // What it throws is that we stopped waiting for it.
  if (locks) void locks.request(LOCK_NAME, { signal: stopped.signal }, hold).catch(() => {});
  else void hold();
  return () => {
    stopped.abort();
    close();
  };
}

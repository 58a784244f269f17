"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";

const Now = createContext<{ servedAt: number; receivedAt: number } | null>(null);

/**
 * Hands down the server's time, so that words like "3 hours ago" are the same in the first HTML and in the
 * first render of the browser, and stay right on a device whose clock is wrong.
 *
 * @param servedAt milliseconds since the epoch when the page was rendered
 */
export function NowProvider({ servedAt, children }: { servedAt: number; children: ReactNode }) {
  const [clock] = useState(() => ({ servedAt, receivedAt: performance.now() }));
  return <Now value={clock}>{children}</Now>;
}

/**
 * @param everyMs how often the caller wants to be rendered again
 * @returns the server's time in milliseconds, counted on from the first render by the monotonic clock
 */
export function useNow(everyMs: number): number {
  const clock = useContext(Now);
  if (!clock) throw new Error("useNow needs a NowProvider above it");
  const [now, setNow] = useState(clock.servedAt);

  useEffect(() => {
    const tick = () => setNow(clock.servedAt + performance.now() - clock.receivedAt);
    tick();
    const timer = setInterval(tick, everyMs);
    // A hidden tab's timers are throttled: update as soon as the tab is visible again.
    document.addEventListener("visibilitychange", tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", tick);
    };
  }, [clock, everyMs]);

  return now;
}

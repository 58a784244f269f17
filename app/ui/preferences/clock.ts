import { PRODUCT_PREFIX } from "@/lib/session/product";

/** Read by the server too, so that times are written the same way before and after hydration. */
export const CLOCK_COOKIE = `${PRODUCT_PREFIX}clock`;

/** How times of day are written. */
export const CLOCKS = ["auto", "h23", "h12"] as const;
export type Clock = (typeof CLOCKS)[number];

/** @returns the clock a cookie names; for an unknown value the locale's own. */
export function parseClock(clock: unknown): Clock {
  return CLOCKS.find((known) => known === clock) ?? "auto";
}

/** @returns the locale that writes times as preferred (Unicode extension `hc`, UTS #35, section 3.6.1). */
export function withClock(locale: string, clock: Clock): string {
  return clock === "auto" ? locale : new Intl.Locale(locale, { hourCycle: clock }).toString();
}

/** How times of day are written. */
export const CLOCKS = ["auto", "h23", "h12"] as const;
export type Clock = (typeof CLOCKS)[number];

/** @returns `clock` when it is one of ours, else the way the language has it; for what comes out of a browser's storage. */
export function parseClock(clock: unknown): Clock {
  return CLOCKS.find((known) => known === clock) ?? "auto";
}

/** @returns the locale that writes times as preferred (Unicode extension `hc`, UTS #35, section 3.6.1). */
export function withClock(locale: string, clock: Clock): string {
  return clock === "auto" ? locale : new Intl.Locale(locale, { hourCycle: clock }).toString();
}

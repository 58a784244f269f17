import { numberFormat, relativeFormat } from "./formats";

const UNITS = [
  { unit: "day", seconds: 86_400, from: 36 * 3600 },
  { unit: "hour", seconds: 3600, from: 90 * 60 },
  { unit: "minute", seconds: 60, from: 90 },
  { unit: "second", seconds: 1, from: 0 },
] as const;

/** The largest fitting unit of a length of time, and how many of it, rounded. */
function measure(seconds: number) {
  const size = Math.abs(seconds);
  const { unit, seconds: length } = UNITS.find(({ from }) => size >= from) ?? UNITS[3];
  return { unit, count: Math.round(size / length) };
}

/** @returns a length of time in words, in one unit: "30 minutes", "6 days". */
export function durationInWords(seconds: number, locale: string): string {
  const { unit, count } = measure(seconds);
  return numberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count);
}

/** @returns how far `at` lies from `now` (both in milliseconds), from 45 seconds on: "3 hours ago", "in 6 days". */
export function relativeInWords(at: number, now: number, locale: string): string {
  const seconds = (at - now) / 1000;
  // Relative times don't count seconds: from 45 seconds on they say one minute.
  const { unit, count } = Math.abs(seconds) < 90 ? ({ unit: "minute", count: 1 } as const) : measure(seconds);
  return relativeFormat(locale).format(seconds > 0 ? count : -count, unit);
}

/** @returns what a countdown shows for whole seconds left, in the digits of the locale: "29:40", "5:03:09"; never below "0:00". */
export function formatCountdown(seconds: number, locale: string): string {
  const left = Math.max(0, Math.floor(seconds));
  const parts = [left / 3600, (left % 3600) / 60, left % 60].map(Math.floor);
  const shown = parts.slice(left < 3600 ? 1 : 0);
  return shown
    .map((part, at) => numberFormat(locale, { minimumIntegerDigits: at === 0 ? 1 : 2 }).format(part))
    .join(":");
}

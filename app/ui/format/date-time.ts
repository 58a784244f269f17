import type { Texts } from "@/lib/texts/catalogue";
import { relativeInWords } from "@/lib/texts/duration";
import { dateFormat, relativeFormat } from "@/lib/texts/formats";

const DAY_MS = 86_400_000;

/** What words about a time depend on. */
export interface Reader {
  /** For dates and numbers: the language of the texts, in the reader's variant. */
  locale: string;
  timeZone: string;
  t: Texts<"time">;
}

/**
 * A time as part of a sentence: "today at 14:02", "yesterday at 14:02", "on 3 March at 14:02".
 *
 * @param at milliseconds since the epoch
 * @param now milliseconds since the epoch
 */
export function momentInWords(at: number, now: number, { locale, timeZone, t }: Reader): string {
  const time = dateFormat(locale, { timeStyle: "short", timeZone }).format(at);
  const daysAgo = daysBetween(at, now, timeZone);
  if (daysAgo === 0) return t.todayAt({ time });
  if (daysAgo === 1) return t.yesterdayAt({ time });
  const year = dateFormat("en", { year: "numeric", timeZone });
  const isThisYear = year.format(at) === year.format(now);
  const date = dateFormat(locale, {
    day: "numeric",
    month: "long",
    ...(!isThisYear && { year: "numeric" }),
    timeZone,
  });
  return t.onDateAt({ date: date.format(at), time });
}

/**
 * @returns how far `at` lies from `now` (both in milliseconds): "just now", "3 hours ago", "in 6 days". From a day and a half
 *   ago on it counts the days of the calendar, as `momentInWords` does.
 */
export function agoInWords(at: number, now: number, { locale, timeZone, t }: Reader): string {
  if (Math.abs(at - now) < 45_000) return at > now ? t.inAMoment : t.justNow;
  if (now - at < 1.5 * DAY_MS) return relativeInWords(at, now, locale);
  return relativeFormat(locale).format(-daysBetween(at, now, timeZone), "day");
}

/** How many midnights of a time zone lie between two times. */
function daysBetween(at: number, now: number, timeZone: string): number {
  const dayOf = dateFormat("en-CA", { dateStyle: "short", timeZone });
  return (Date.parse(dayOf.format(now)) - Date.parse(dayOf.format(at))) / DAY_MS;
}

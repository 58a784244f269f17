import type { Texts } from "@/lib/texts/catalogue";
import { relativeInWords } from "@/lib/texts/duration";
import { dateFormat } from "@/lib/texts/formats";

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
  const dayOf = dateFormat("en-CA", { dateStyle: "short", timeZone });
  const daysAgo = (Date.parse(dayOf.format(now)) - Date.parse(dayOf.format(at))) / 86_400_000;
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

/** @returns how far `at` lies from `now` (both in milliseconds): "just now", "3 hours ago", "in 6 days". */
export function agoInWords(at: number, now: number, { locale, t }: Pick<Reader, "locale" | "t">): string {
  if (Math.abs(at - now) < 45_000) return at > now ? t.inAMoment : t.justNow;
  return relativeInWords(at, now, locale);
}

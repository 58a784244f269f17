import { dateFormat } from "./formats";

/**
 * A time as part of a sentence: "today at 14:02", "yesterday at 14:02", "on 3 March at 14:02".
 *
 * @param at milliseconds since the epoch
 * @param now milliseconds since the epoch
 */
export function momentInWords(at: number, now: number, locale: string, timeZone: string): string {
  const time = dateFormat(locale, { timeStyle: "short", timeZone }).format(at);
  return `${dayInWords(at, now, locale, timeZone)} at ${time}`;
}

function dayInWords(at: number, now: number, locale: string, timeZone: string): string {
  const dayOf = dateFormat("en-CA", { dateStyle: "short", timeZone });
  const daysAgo = (Date.parse(dayOf.format(now)) - Date.parse(dayOf.format(at))) / 86_400_000;
  if (daysAgo === 0) return "today";
  if (daysAgo === 1) return "yesterday";
  const year = dateFormat("en", { year: "numeric", timeZone });
  const isThisYear = year.format(at) === year.format(now);
  const date = dateFormat(locale, {
    day: "numeric",
    month: "long",
    ...(!isThisYear && { year: "numeric" }),
    timeZone,
  });
  return `on ${date.format(at)}`;
}

"use client";

import { useTexts } from "#texts";
import { agoInWords } from "@/app/ui/format/date-time";
import { dateFormat } from "@/lib/texts/formats";
import { useLocale } from "./locale";
import { useNow } from "./now";

const EXACT: Intl.DateTimeFormatOptions = { dateStyle: "full", timeStyle: "long" };

/** When something was: "3 hours ago", with the exact time for pointers and machines. */
export function RelativeTime({ at }: { at: string }) {
  const { locale, timeZone } = useLocale();
  const t = useTexts("time");
  const now = useNow(30_000);
  const exact = dateFormat(locale, { ...EXACT, timeZone }).format(Date.parse(at));
  return (
    <time dateTime={at} title={exact}>
      {/* An event of this moment may be newer than the last tick of `now`. */}
      {agoInWords(Math.min(Date.parse(at), now), now, { locale, timeZone, t })}
    </time>
  );
}

/** A date, with the time of day unless `dateOnly`, in the reader's time zone. */
export function ExactTime({ at, dateOnly = false }: { at: string; dateOnly?: boolean }) {
  const { locale, timeZone } = useLocale();
  const format = (options: Intl.DateTimeFormatOptions) =>
    dateFormat(locale, { ...options, timeZone }).format(Date.parse(at));
  return (
    <time dateTime={at} title={format(EXACT)}>
      {format(dateOnly ? { dateStyle: "long" } : { dateStyle: "long", timeStyle: "short" })}
    </time>
  );
}

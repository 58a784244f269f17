import "server-only";
import { cookies, headers } from "next/headers";
import { CLOCK_COOKIE, parseClock } from "@/app/ui/preferences/clock";
import type { KnownPreferences } from "@/app/ui/preferences/preferences";
import { TIME_ZONE_COOKIE } from "@/app/ui/preferences/time-zone";
import type { Language } from "@/lib/texts/language";
import { getLanguage } from "@/lib/web/pages/texts";

/** @returns what the request tells of its reader's preferences */
export async function readPreferences(): Promise<KnownPreferences> {
  const store = await cookies();
  return {
    clock: parseClock(store.get(CLOCK_COOKIE)?.value),
    timeZone: parseTimeZone(store.get(TIME_ZONE_COOKIE)?.value),
    locale: acceptedLocale((await headers()).get("accept-language"), await getLanguage()),
  };
}

const TIME_ZONES: ReadonlySet<unknown> = new Set(Intl.supportedValuesOf("timeZone"));

/** @returns the time zone a cookie names; null for none, and for one that is not in the IANA database */
export function parseTimeZone(value: string | undefined): string | null {
  return value !== undefined && TIME_ZONES.has(value) ? value : null;
}

/**
 * Picks the locale for dates, as `supportedLocale` does in the browser.
 *
 * @param accepted the `Accept-Language` header
 * @returns the reader's variant of the language, such as `en-GB`; without a country the language itself, and so for a tag
 *   with anything else in it: each locale of dates costs memory, and a header can name any number
 */
export function acceptedLocale(accepted: string | null, language: Language): string {
  const ranges = (accepted ?? "").split(",").map((range) => range.split(";", 1)[0]?.trim() ?? "");
  const locale = ranges.find((range) => range.toLowerCase().split("-", 1)[0] === language) ?? language;
  return /^[a-z]{2}-[A-Z]{2}$/.test(locale) ? locale : language;
}

"use client";

import { useSyncExternalStore } from "react";
import { useLanguage } from "#texts";
import { DEFAULT_TIME_ZONE, supportedLocale, supportedTimeZone } from "@/app/ui/format/supported";
import { withClock } from "@/app/ui/preferences/clock";
import { usePreferences } from "@/app/ui/preferences/preferences";

const subscribe = () => () => {};
let timeZoneHere: string | undefined;

/** Read once per document: the value doesn't change while a page is open. */
function readTimeZone(): string {
  timeZoneHere ??= supportedTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone);
  return timeZoneHere;
}

/**
 * @returns the locale and time zone for dates; in the server's HTML what the request told of them, else the language of the
 *   texts and UTC
 */
export function useLocale(): { locale: string; timeZone: string } {
  const language = useLanguage();
  const known = usePreferences();
  const locale = useSyncExternalStore(
    subscribe,
    () => supportedLocale(navigator.languages, language),
    () => known.locale ?? language,
  );
  const timeZone = useSyncExternalStore(subscribe, readTimeZone, () => known.timeZone ?? DEFAULT_TIME_ZONE);
  return { locale: withClock(locale, known.clock), timeZone };
}

"use client";

import { useSyncExternalStore } from "react";
import {
  DEFAULT_LOCALE,
  DEFAULT_TIME_ZONE,
  supportedEnglishLocale,
  supportedTimeZone,
} from "@/app/ui/format/supported";
import { withClock } from "@/app/ui/preferences/clock";
import { usePreferences } from "@/app/ui/preferences/preferences";

const subscribe = () => () => {};
const AT_SERVER = { locale: DEFAULT_LOCALE, timeZone: DEFAULT_TIME_ZONE };
let here: { locale: string; timeZone: string } | null = null;

/** Read once per document: the values don't change while a page is open. */
function readHere() {
  here ??= {
    locale: supportedEnglishLocale(navigator.languages),
    timeZone: supportedTimeZone(Intl.DateTimeFormat().resolvedOptions().timeZone),
  };
  return here;
}

/** @returns the locale and time zone for dates; in the server's HTML English and UTC, because only the browser knows more. */
export function useLocale(): { locale: string; timeZone: string } {
  const { locale, timeZone } = useSyncExternalStore(subscribe, readHere, () => AT_SERVER);
  return { locale: withClock(locale, usePreferences().clock), timeZone };
}

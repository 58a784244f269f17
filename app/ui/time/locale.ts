"use client";

import { useSyncExternalStore } from "react";
import { withClock } from "@/app/ui/preferences/clock";
import { usePreferences } from "@/app/ui/preferences/preferences";

const subscribe = () => () => {};
const AT_SERVER = { locale: "en", timeZone: "UTC" } as const;
let here: { locale: string; timeZone: string } | null = null;

/** The texts are English, so of the person's languages the English ones decide how a date is written. */
function readHere() {
  here ??= {
    locale: navigator.languages.find((language) => /^en\b/i.test(language)) ?? AT_SERVER.locale,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
  return here;
}

/** @returns how dates are written here; in the server's HTML English and UTC, as the browser is not known yet. */
export function useLocale(): { locale: string; timeZone: string } {
  const { locale, timeZone } = useSyncExternalStore(subscribe, readHere, () => AT_SERVER);
  return { locale: withClock(locale, usePreferences().clock), timeZone };
}

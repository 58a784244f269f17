"use client";

import { createContext, type ReactNode, use, useState } from "react";
import { CLOCK_COOKIE, type Clock } from "./clock";
import { writePreferenceCookie } from "./preference-cookie";

/** What a request tells of its reader. */
export interface KnownPreferences {
  clock: Clock;
  /** Null where only the browser knows it. */
  timeZone: string | null;
  /** For dates: the language of the texts, in the reader's variant. */
  locale: string | null;
}

interface Preferences extends KnownPreferences {
  setClock: (clock: Clock) => void;
}

const Preferred = createContext<Preferences>({
  clock: "auto",
  timeZone: null,
  locale: null,
  setClock: () => {},
});

/**
 * Gives everything below it the reader's preferences. They live in cookies, so the server's HTML already follows them.
 *
 * @param initial what the request told the server
 */
export function PreferencesProvider({
  initial,
  children,
}: {
  initial: KnownPreferences;
  children: ReactNode;
}) {
  const [clock, setState] = useState(initial.clock);
  function setClock(next: Clock) {
    writePreferenceCookie(CLOCK_COOKIE, next);
    setState(next);
  }
  return <Preferred value={{ ...initial, clock, setClock }}>{children}</Preferred>;
}

/** @returns the preferences; outside a `PreferencesProvider` the defaults. */
export function usePreferences(): Preferences {
  return use(Preferred);
}

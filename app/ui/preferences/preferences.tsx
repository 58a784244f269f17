"use client";

import { createContext, type ReactNode, use, useState } from "react";
import { CLOCK_COOKIE, type Clock } from "./clock";
import { writePreferenceCookie } from "./preference-cookie";

interface Preferences {
  clock: Clock;
  setClock: (clock: Clock) => void;
}

const Preferred = createContext<Preferences>({ clock: "auto", setClock: () => {} });

/**
 * Gives everything below it the reader's preferences. They live in cookies, so the server's HTML already follows them.
 *
 * @param initialClock the clock this request's cookie names
 */
export function PreferencesProvider({
  initialClock,
  children,
}: {
  initialClock: Clock;
  children: ReactNode;
}) {
  const [clock, setState] = useState(initialClock);
  function setClock(next: Clock) {
    writePreferenceCookie(CLOCK_COOKIE, next);
    setState(next);
  }
  return <Preferred value={{ clock, setClock }}>{children}</Preferred>;
}

/** @returns the preferences; outside a `PreferencesProvider` the defaults. */
export function usePreferences(): Preferences {
  return use(Preferred);
}

"use client";

import { createContext, type ReactNode, use } from "react";
import { usePersistentState } from "@/lib/client/persistence/use-persistent-state";
import { type Clock, parseClock } from "./clock";

interface Preferences {
  clock: Clock;
  setClock: (clock: Clock) => void;
}

const Preferred = createContext<Preferences>({ clock: "auto", setClock: () => {} });

/** What this browser's owner likes better; no secret, and the same in every tab. */
export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [clock, setClock] = usePersistentState<Clock>("clock", "auto", { version: 1 });
  return <Preferred value={{ clock: parseClock(clock), setClock }}>{children}</Preferred>;
}

/** @returns the preferences; what the languages have outside the signed-in pages. */
export function usePreferences(): Preferences {
  return use(Preferred);
}

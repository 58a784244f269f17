"use client";

import { useSyncExternalStore } from "react";

const subscribe = () => () => {};

/** @returns false in the server's HTML and during hydration, true afterwards. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
}

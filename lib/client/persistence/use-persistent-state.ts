"use client";

import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { after, dateNow, onHide } from "@/lib/client/browser/page-events";
import { type Autosave, createAutosave } from "./autosave";
import { createLocalStorage } from "./local-storage";

export interface PersistentStateOptions<T> {
  /** Raise it when the shape changes: what was kept under another version is dropped. */
  version: number;
  /** Checks what comes out of storage; null refuses it. By default whatever has the type of `initial` will do. */
  parse?: (value: unknown) => T | null;
}

/**
 * `useState` that survives reload and restart, for values that are no secret: preferences, an open panel. Kept in localStorage,
 * for seven days from the last change, and shared between tabs. Starts with `initial`, on the server too.
 *
 * @param key one per kind of state; not per user: sign-out leaves it where it is
 * @returns the state, how to set it, and whether storage has been read: until then the state is `initial`
 */
export function usePersistentState<T>(
  key: string,
  initial: T,
  { version, parse }: PersistentStateOptions<T>,
): [state: T, set: (next: T | ((before: T) => T)) => void, isRead: boolean] {
  const [state, setState] = useState(initial);
  const [isRead, setRead] = useState(false);
  const latest = useRef(initial);
  const autosave = useRef<Autosave<T> | null>(null);
  const read = useEffectEvent((value: unknown) => {
    if (parse) return parse(value);
    return typeof value === typeof initial ? (value as T) : null;
  });

  useEffect(() => {
    const take = (value: T) => {
      latest.current = value;
      setState(value);
    };
    const before = latest.current;
    const storage = createLocalStorage(window);
    const kept = createAutosave<T>({ after, dateNow, onHide }, storage, {
      key,
      version,
      parse: (value) => read(value),
      onChange: (value) => value !== null && take(value),
    });
    autosave.current = kept;
    const adopt = (value: T | null) => {
      // What was changed meanwhile is newer.
      if (value !== null && latest.current === before) take(value);
      setRead(true);
    };
    // Where storage is forbidden, the state lives as long as the page.
    kept.load().then(adopt, () => adopt(null));
    return () => {
      kept.dispose();
      autosave.current = null;
    };
  }, [key, version]);

  const set = useCallback((next: T | ((before: T) => T)) => {
    latest.current = next instanceof Function ? next(latest.current) : next;
    setState(latest.current);
    autosave.current?.schedule(latest.current);
  }, []);
  return [state, set, isRead];
}

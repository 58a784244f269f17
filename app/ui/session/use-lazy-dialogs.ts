"use client";

import { type ComponentType, useEffect, useState } from "react";
import { after } from "@/lib/client/browser/page-events";
import { useAuthClient } from "@/lib/client/react/auth-provider";

/** How long a user looks at a hidden page, or an action waits for a dialog, before the page says what is wrong. */
const PATIENCE_MS = 5_000;
const RETRY_MS = 3_000;

/**
 * Loads the code of the session's dialogs once the page is hydrated, renders them when one is first needed, and tries until
 * it succeeds: a machine that wakes up may have no network yet. An action that waits for the password is cancelled if the dialog does not come.
 *
 * @returns the dialogs, null until they are loaded, and whether they are late
 */
export function useLazyDialogs(isNeeded: boolean) {
  const { cancelReauthentication } = useAuthClient();
  // In an object: React calls a function that it is given as a state.
  const [code, setCode] = useState<{ SessionDialogs: ComponentType } | null>(null);
  const [isLate, setLate] = useState(false);
  const isLoaded = code !== null;

  // After hydration, out of the way of the first load: when a session ends offline, nothing can be loaded any more.
  useEffect(() => {
    import("./session-dialogs").catch(() => {});
  }, []);

  useEffect(() => {
    if (!isNeeded || isLoaded) return;
    let cancelRetry = () => {};
    const load = () => {
      import("./session-dialogs").then(setCode, () => {
        cancelRetry = after(RETRY_MS, load);
      });
    };
    const cancelPatience = after(PATIENCE_MS, () => {
      setLate(true);
      cancelReauthentication();
    });
    load();
    return () => {
      cancelRetry();
      cancelPatience();
      setLate(false);
    };
  }, [isNeeded, isLoaded, cancelReauthentication]);

  return { Dialogs: code?.SessionDialogs ?? null, isLate };
}

"use client";

import { useEffect, useState } from "react";
import { after } from "@/lib/client/browser/page-events";
import { useAuthClient } from "@/lib/client/react/auth-provider";
import type { Language } from "@/lib/texts/language";
import { withLaterTexts } from "@/lib/texts/later";

type Loaded = Awaited<ReturnType<typeof loadDialogs>>;

/** How long a user looks at a hidden page, or an action waits for a dialog, before the page says what is wrong. */
const PATIENCE_MS = 5_000;
const RETRY_MS = 3_000;

const loadDialogs = (language: Language) => withLaterTexts(import("./session-dialogs"), language);

/**
 * Loads the code and the texts of the session's dialogs once the page is hydrated, and tries until it succeeds when one is
 * first needed: a machine that wakes up may have no network yet. An action that waits for the password is cancelled if the
 * dialog does not come.
 *
 * @returns what was loaded, null before, and whether it is late
 */
export function useLazyDialogs(language: Language, isNeeded: boolean) {
  const { cancelReauthentication } = useAuthClient();
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [isLate, setLate] = useState(false);
  const isLoaded = loaded !== null;

  // Right after hydration, out of the way of the first load: when a session ends offline, nothing can be loaded any more.
  useEffect(() => {
    if (isLoaded) return;
    let isWaiting = isNeeded;
    const load = () => {
      loadDialogs(language).then(
        (dialogs) => isWaiting && setLoaded(dialogs),
        () => isWaiting && after(RETRY_MS, () => isWaiting && load()),
      );
    };
    load();
    if (!isNeeded) return;
    const cancelPatience = after(PATIENCE_MS, () => {
      setLate(true);
      cancelReauthentication();
    });
    return () => {
      isWaiting = false;
      cancelPatience();
      setLate(false);
    };
  }, [isNeeded, isLoaded, language, cancelReauthentication]);

  return { loaded, isLate };
}

"use client";

import { useEffect } from "react";
import { askWhileVisible } from "./ask-while-visible";
import { useAuthClient, useAuthState } from "./auth-provider";
import { browserNews } from "./coalesce-news";

/** How often the server is asked while the page is visible. */
export const REVALIDATION_MS = 30_000;

/**
 * Keeps this tab's session (`useAuthState().session`) current: asks the server for it every 30 seconds while the page is
 * visible.
 */
export function useSessionRevalidation(): void {
  const { checkSession } = useAuthClient();
  const isSignedIn = useAuthState().user !== null;
  useEffect(() => {
    if (!isSignedIn) return;
    return askWhileVisible(browserNews, REVALIDATION_MS, () => checkSession());
  }, [checkSession, isSignedIn]);
}

"use client";

import useSWR from "swr";
import { useAuthClient, useAuthState } from "./auth-provider";

/** How often the server is asked while the page is visible. */
export const REVALIDATION_MS = 30_000;

/** Keeps this tab's session (`useAuthState().session`) current: asks the server for it every 30 seconds while the page is visible. */
export function useSessionRevalidation(): void {
  const { checkSession } = useAuthClient();
  const { user } = useAuthState();
  useSWR(user ? ["session", user.id] : null, () => checkSession(), {
    refreshInterval: REVALIDATION_MS,
    revalidateOnMount: false,
    revalidateOnFocus: false,
    revalidateOnReconnect: false,
    shouldRetryOnError: false,
  });
}

"use client";

import useSWR from "swr";
import type { AuthError } from "@/lib/client/http/auth-error";
import type { AuthClient } from "@/lib/client/session/auth-client";
import type { SessionView } from "@/lib/session/contract";
import { useAuthClient, useAuthState } from "./auth-provider";

/** How often the server is asked while the page is visible. */
const REVALIDATION_MS = 30_000;

export interface UseSessionResult {
  session: SessionView | null;
  loading: boolean;
  /** Why the server could not be asked the last time. */
  error: AuthError | null;
  /** Asks the server now, without extending the session. @throws {AuthError} when it can't be reached */
  refetch: AuthClient["checkSession"];
}

/** The session of this browser, looked up again every 30 seconds while the page is visible. */
export function useSession(): UseSessionResult {
  const { checkSession } = useAuthClient();
  const { user, session, status } = useAuthState();
  const { error, isValidating } = useSWR<unknown, AuthError>(
    user ? ["session", user.id] : null,
    () => checkSession(),
    {
      refreshInterval: REVALIDATION_MS,
      revalidateOnMount: false,
      revalidateOnFocus: false,
      revalidateOnReconnect: false,
      shouldRetryOnError: false,
    },
  );
  const loading = isValidating || status === "loading";
  return { session, loading, error: loading ? null : (error ?? null), refetch: checkSession };
}

"use client";

/**
 * What a page shows in dialogs about its session: the warning before the end, the sign-in after it, and the password prompt
 * of an action. Only the code of those dialogs loads it.
 */
import { useEffect, useState } from "react";
import type { AuthClient } from "@/lib/client/session/auth-client";
import type { ExpiryWarning, PageSessionEnd, Reauthentication } from "@/lib/client/session/auth-state";
import { useAuthClient, useAuthState } from "./auth-provider";

export interface UseExpiryWarningResult {
  expiryWarning: ExpiryWarning | null;
  /** Whole seconds until the end; counts down while there is a warning, else null. */
  remainingSeconds: number | null;
  /** Tells the server that the user is present: the countdown ends in every tab. */
  extendSession: AuthClient["extendSession"];
  signOut: AuthClient["logout"];
}

/** The warning before a limit. Renders once a second, and only while there is one. */
export function useExpiryWarning(): UseExpiryWarningResult {
  const { extendSession, logout, remainingMs } = useAuthClient();
  const { expiryWarning } = useAuthState();
  const [, tick] = useState(0);
  useEffect(() => {
    if (!expiryWarning) return;
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, [expiryWarning]);
  return {
    expiryWarning,
    remainingSeconds: expiryWarning && Math.ceil(remainingMs() / 1000),
    extendSession,
    signOut: logout,
  };
}

export interface UseSessionEndResult {
  sessionEnd: PageSessionEnd | null;
  /**
   * @returns null; or the attempt that waits for a second factor
   * @throws {AuthError} `invalid_credentials`, `rate_limited` …; the page goes on waiting
   */
  relogin: AuthClient["relogin"];
  /** Gives up: calls that waited are rejected, and the page leaves for the login page. */
  abandonRelogin: AuthClient["abandonRelogin"];
}

/**
 * The end of the session, and how to sign in again over the page. Set with `relogin="in-place"`, and with any `relogin`
 * while the identity provider may renew the session.
 */
export function useSessionEnd(): UseSessionEndResult {
  const { relogin, abandonRelogin } = useAuthClient();
  return { sessionEnd: useAuthState().sessionEnd, relogin, abandonRelogin };
}

export interface ReauthenticationView {
  pending: Reauthentication | null;
  /**
   * @throws {AuthError} `invalid_credentials`, `second_factor_required`, `rate_limited` …; the action goes on waiting
   */
  confirm: AuthClient["reauthenticate"];
  /** The action is rejected with `reauthentication_required`. */
  cancel: AuthClient["cancelReauthentication"];
}

/** The action that waits for the user's password, and how to confirm or cancel it. */
export function useReauthentication(): ReauthenticationView {
  const { reauthenticate, cancelReauthentication } = useAuthClient();
  return {
    pending: useAuthState().reauthentication,
    confirm: reauthenticate,
    cancel: cancelReauthentication,
  };
}

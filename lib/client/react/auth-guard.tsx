"use client";

import { Activity, type ReactNode } from "react";
import type { Role } from "@/lib/session/roles";
import { useAuthState } from "./auth-provider";

export interface AuthGuardProps {
  children: ReactNode;
  /** Shown to visitors who are not signed in, or lack a role. */
  fallback?: ReactNode;
  /** Shown while it is not known who is signed in. */
  loadingFallback?: ReactNode;
  /** All of them are needed. */
  requiredRoles?: readonly Role[];
}

/**
 * Shows its children only to signed-in users with the roles they need. This is for the eye only: the server decides what
 * a user may read or do.
 *
 * While it is not certain that the session is on, and while the page waits for its user to sign in again, the children
 * are hidden, not unmounted: a half-filled form is as it was when they are back.
 */
export function AuthGuard({
  children,
  fallback,
  loadingFallback,
  requiredRoles = [],
}: AuthGuardProps): ReactNode {
  const { status, user: current, sessionEnd, isHidden, mismatch } = useAuthState();
  const user = current ?? sessionEnd?.user;
  if (status === "loading") return loadingFallback;
  if (!user || !requiredRoles.every((role) => user.roles.includes(role))) return fallback;
  const hide = sessionEnd !== null || isHidden || mismatch;
  return <Activity mode={hide ? "hidden" : "visible"}>{children}</Activity>;
}

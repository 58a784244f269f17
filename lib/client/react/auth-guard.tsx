"use client";

import { Activity, type ReactNode } from "react";
import type { Role } from "@/lib/session/contract";
import { useAuthState } from "./auth-provider";

export interface AuthGuardProps {
  children: ReactNode;
  /** Shown to whoever is not signed in, or lacks a role. */
  fallback?: ReactNode;
  /** Shown while it is not known who is signed in. */
  loadingFallback?: ReactNode;
  /** All of them are needed. */
  requiredRoles?: readonly Role[];
}

/**
 * Shows its children to whom they are meant for. For the eye only: the server decides what anybody may have.
 *
 * While it is doubtful whether the session is on, and while the page waits for its person to sign in again, the
 * children are hidden, not gone: a half-filled form is as it was when they are back.
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

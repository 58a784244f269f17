"use client";

import type { ReactNode } from "react";
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

/** Shows its children to whom they are meant for. For the eye only: the server decides what anybody may have. */
export function AuthGuard({
  children,
  fallback,
  loadingFallback,
  requiredRoles = [],
}: AuthGuardProps): ReactNode {
  const { status, user } = useAuthState();
  if (status === "loading") return loadingFallback;
  if (!user || !requiredRoles.every((role) => user.roles.includes(role))) return fallback;
  return children;
}

"use client";

import type { AuthError } from "@/lib/client/http/auth-error";
import type { AuthClient } from "@/lib/client/session/auth-client";
import type { Role, SessionView, UserView } from "@/lib/session/contract";
import { useAuthClient, useAuthState } from "./auth-provider";

export interface Auth extends Pick<AuthClient, "login" | "logout" | "signup" | "clearError"> {
  user: UserView | null;
  isAuthenticated: boolean;
  /** It is not known yet who is signed in, or a sign-in, sign-up or sign-out is on its way. */
  isLoading: boolean;
  /** Why the last sign-in or sign-up failed. */
  error: AuthError | null;
}

export function useAuth(): Auth {
  const { login, logout, signup, clearError } = useAuthClient();
  const { user, status, busy, error } = useAuthState();
  const isLoading = busy || status === "loading";
  return { user, isAuthenticated: user !== null, isLoading, error, login, logout, signup, clearError };
}

export interface CurrentUser {
  user: UserView | null;
  update: AuthClient["updateUser"];
  changePassword: AuthClient["changePassword"];
}

/** The signed-in user, and how to change what may be changed of it. */
export function useUser(): CurrentUser {
  const { updateUser, changePassword } = useAuthClient();
  return { user: useAuthState().user, update: updateUser, changePassword };
}

const NO_ROLES: readonly Role[] = [];

/**
 * The roles of the signed-in user; none when nobody is.
 *
 * @public
 */
export function useRoles(): readonly Role[] {
  return useAuthState().user?.roles ?? NO_ROLES;
}

export interface UseSessionResult {
  session: SessionView | null;
  loading: boolean;
  error: AuthError | null;
  refetch: AuthClient["checkSession"];
}

/** The session of this browser. */
export function useSession(): UseSessionResult {
  const { checkSession } = useAuthClient();
  const { session, status, checking, checkError } = useAuthState();
  return { session, loading: checking || status === "loading", error: checkError, refetch: checkSession };
}

"use client";

import type { AuthError } from "@/lib/client/http/auth-error";
import type { AuthClient } from "@/lib/client/session/auth-client";
import type { UserView } from "@/lib/session/contract";
import type { Role } from "@/lib/session/roles";
import { useAuthClient, useAuthState } from "./auth-provider";

export interface Auth extends Pick<AuthClient, "login" | "logout" | "signup" | "clearError"> {
  user: UserView | null;
  isAuthenticated: boolean;
  /** It is not known yet who is signed in, or a sign-in, sign-up or sign-out is on its way. */
  isLoading: boolean;
  /** Why the last sign-in or sign-up failed. */
  error: AuthError | null;
}

/**
 * The signed-in user, and how to sign in and out.
 *
 * `login` and `signup` throw what is then in `error`: `invalid_credentials`, `invalid_request`, `email_taken`,
 * `rate_limited`, `unavailable` …
 */
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
 * The roles of the signed-in user; none while no user is signed in.
 *
 * @public
 */
export function useRoles(): readonly Role[] {
  return useAuthState().user?.roles ?? NO_ROLES;
}

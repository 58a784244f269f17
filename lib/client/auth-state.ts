import type { SessionView, UserView } from "@/lib/session/contract";
import type { AuthError } from "./auth-error";

export interface Identity {
  user: UserView;
  session: SessionView;
}

/** Who is signed in, as this tab knows it. Holds no token, so it may be rendered and logged. */
export interface AuthState {
  /** `unknown`: the server was asked and could not be reached. */
  status: "loading" | "signed-in" | "signed-out" | "unknown";
  user: UserView | null;
  session: SessionView | null;
  /** A sign-in, sign-up or sign-out is on its way. */
  busy: boolean;
  /** Why the last sign-in or sign-up failed. */
  error: AuthError | null;
  /** The server is being asked who is signed in. */
  checking: boolean;
  checkError: AuthError | null;
}

/** @param initial who the server rendered this page for; null for nobody, undefined when it did not say */
export function initialState(initial: Identity | null | undefined): AuthState {
  return {
    status: initial ? "signed-in" : initial === null ? "signed-out" : "loading",
    user: initial?.user ?? null,
    session: initial?.session ?? null,
    busy: false,
    error: null,
    checking: false,
    checkError: null,
  };
}

import type { AuthError } from "@/lib/client/http/auth-error";
import type { SessionView, UserView } from "@/lib/session/contract";
import type { ExpiryReason, LoginReason } from "@/lib/session/reasons";
import type { EndedBy } from "@/lib/session/session-events";

export interface UserSession {
  user: UserView;
  session: SessionView;
  /** When the server said so; with it the limits are known before its next answer. */
  serverTime?: string;
}

/** The session is about to end. The same in every tab. */
export interface ExpiryWarning {
  kind: ExpiryReason;
  /** On the monotonic clock (`performance.now()`), in milliseconds. */
  at: number;
  /** Staying moves the idle limit; nothing moves the absolute one. */
  canExtend: boolean;
}

/** The session has ended while this page was open, and the page waits for the user to sign in again. */
export interface PageSessionEnd {
  reason: LoginReason;
  /** ISO 8601; null when only the server knows. */
  at: string | null;
  by: EndedBy | null;
  /** The device it was ended from, in words. */
  from: string | null;
  /** The user who was signed in. Only the same user can continue on this page. */
  user: UserView;
  /** Whether they had asked to stay signed in. */
  rememberMe: boolean;
  /** Whether they had signed in by an identity provider, and may have no password here. */
  viaProvider: boolean;
  /**
   * Set while the session may go on without a screen, by the word of that provider: `due` until the user gives a sign of
   * life, then `running`.
   */
  renewal: "due" | "running" | null;
}

/** An action needs proof that its user is present; it waits for the password. */
export interface Reauthentication {
  busy: boolean;
  /** Why the last password was not taken. */
  error: AuthError | null;
}

/** Who is signed in, as this tab knows it. Holds no token, so it may be rendered and logged. */
export interface AuthState {
  /** `unknown`: the server was asked and could not be reached. */
  status: "loading" | "signed-in" | "signed-out" | "unknown";
  user: UserView | null;
  session: SessionView | null;
  /** The id of the first user who was signed in on this page. The page is shown to no other user. */
  ownerId: string | null;
  /** A sign-in, sign-up or sign-out is on its way. */
  busy: boolean;
  /** Why the last sign-in or sign-up failed. */
  error: AuthError | null;
  /** The server is being asked who is signed in. */
  checking: boolean;
  checkError: AuthError | null;
  /** Set for the last minutes before a limit. */
  expiryWarning: ExpiryWarning | null;
  /**
   * Set from the end of the session until it goes on or the page is left: with `relogin="in-place"`, and while a session
   * that an identity provider began may be renewed.
   */
  sessionEnd: PageSessionEnd | null;
  /** `reconnecting`: the server cannot be reached and is tried again. The user stays signed in. */
  connection: "online" | "reconnecting";
  /** The event stream of this tab is lost and is opened again; requests may well get through. */
  isStreamLost: boolean;
  reauthentication: Reauthentication | null;
  /** Nothing private may be seen: a limit has passed by this device's clocks, or a tab said so; the server is asked. */
  isHidden: boolean;
  /**
   * This tab's account is not the active one of this browser any more: another one is, or none. The tab shows and sends
   * nothing until the user chooses, or its account is active again.
   */
  mismatch: boolean;
}

/** @param initial the session the server rendered this page for; null when signed out, undefined when it did not say */
export function initialState(initial: UserSession | null | undefined): AuthState {
  return {
    status: initial ? "signed-in" : initial === null ? "signed-out" : "loading",
    user: initial?.user ?? null,
    session: initial?.session ?? null,
    ownerId: initial?.user.id ?? null,
    busy: false,
    error: null,
    checking: false,
    checkError: null,
    expiryWarning: null,
    sessionEnd: null,
    connection: "online",
    isStreamLost: false,
    reauthentication: null,
    isHidden: false,
    mismatch: false,
  };
}

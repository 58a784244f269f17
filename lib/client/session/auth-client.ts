/**
 * What an app does with its session in one tab. Framework-free; `create-auth-client.ts` builds it, and `auth-provider.tsx`
 * gives it to React.
 */
import type { Cancel } from "@/lib/client/browser/environment";
import type { AuthFetch } from "@/lib/client/http/auth-fetch";
import type { RequestOptions } from "@/lib/client/http/request";
import type { UserView } from "@/lib/session/contract";
import type { EndReason } from "@/lib/session/reasons";
import type { AttemptView, BrowserSessionView, NextStepView } from "@/lib/session/sign-in/sign-in-contract";
import type { PasswordChange, ReauthenticationProof, SessionReport } from "./account-actions";
import type { Emitter } from "./auth-events";
import type { AuthState, UserSession } from "./auth-state";
import type { LoginInput, SignupInput } from "./password-sign-in";
import type { SessionExpiredEvent } from "./session-effects";
import type { Store } from "./store";

/**
 * Unless a method says otherwise, what it throws is an `AuthError`: one of the codes it names, or, when the server cannot
 * be reached or cannot work, `silent_auth_failed`, `request_timeout`, `unavailable`, `rate_limited` or `server_error`.
 * "No session" stands for `not_authenticated`, `session_expired`, `session_revoked` or `session_mismatch`.
 */
export interface AuthClient {
  readonly state: Pick<Store<AuthState>, "get" | "initial" | "subscribe">;
  readonly on: Emitter["on"];
  /** Joins the other tabs, and watches the page and its user; @returns a function that undoes it. */
  start(onSessionExpired: (end: SessionExpiredEvent) => void): Cancel;
  /**
   * @returns an access token that is good now. Ask for it before every call; never store it.
   * @throws {AuthError} no session
   */
  getAccessToken(): Promise<string>;
  authFetch: AuthFetch;
  /**
   * Calls one of our JSON endpoints.
   *
   * @returns the body of a 2xx response; undefined for 204
   * @throws {AuthError} the code of any other response, `reauthentication_required` when the user cancels, no session
   */
  call<T>(path: string, call?: RequestOptions): Promise<T>;
  /**
   * Calls one of our JSON endpoints that take the cookies alone, such as those of a sign-in in several steps. When the
   * answer is a completed sign-in, its session is this tab's from then on, as after `login`. If it is another user's than
   * this tab's, the tab never goes on as that user: it leaves for the first page of that account.
   *
   * @returns the body of a 2xx response; undefined for 204
   * @throws {AuthError} the code of any other response, `cookies_blocked`
   */
  request<T>(path: string, call?: RequestOptions): Promise<T>;
  /**
   * @returns the session, or the step that comes first; `useSignIn` in lib/client/sign-in goes through them all
   * @throws {AuthError} `invalid_credentials`, `account_disabled`, `invalid_request`
   */
  login(input: LoginInput): Promise<NextStepView>;
  /** As `login`. @throws {AuthError} `email_taken`, `invalid_request` */
  signup(input: SignupInput): Promise<NextStepView>;
  /** Ends the session at the server, then here in any case, then leaves for the login page. Never throws. */
  logout(): Promise<void>;
  /**
   * Runs `end`, which ends this session at the server among others; then signs out in every tab. This one leaves for the
   * login page, or for the `redirectTo` of the result.
   *
   * @throws what `end` throws; the session goes on then
   */
  withPlannedSignOut<T>(reason: EndReason, end: () => Promise<T>): Promise<T>;
  /**
   * Changes the password; with `sessionId` it also reports that session as not the user's own, and of a user without a
   * password it does that alone.
   *
   * @throws {AuthError} `invalid_credentials` for the current password, `invalid_request` for the new one, and for a report
   *   `second_factor_required`, `invalid_code`, `factor_locked` or `not_found`;
   *   `reauthentication_required` when the user cancels, no session
   */
  changePassword(change: PasswordChange | SessionReport): Promise<void>;
  /** @throws {AuthError} `invalid_request`, no session */
  updateUser(changes: { name?: string; idleTimeout?: number | null }): Promise<UserView>;
  /** Asks the server who is signed in, without extending anything, and adopts the answer. @throws {AuthError} */
  checkSession(): Promise<BrowserSessionView>;
  /** Milliseconds until the end that `state.expiryWarning` warns of; never negative. */
  remainingMs(): number;
  /** Tells the server that the user is present: the idle limit moves, and every tab's countdown with it. Never throws. */
  extendSession(): Promise<void>;
  /**
   * Signs the same user in again over the page that waits (`state.sessionEnd`): calls that waited go on, and those that
   * were interrupted are sent again. If another user is signed in by now, `state.mismatch` is true.
   *
   * @returns null; or the attempt that waits for a second factor, after which the page goes on: `request` takes it
   *   further. When another step is due the page is given up, and the sign-in page goes on with it
   * @throws {AuthError} `invalid_credentials`, `account_disabled`; the page goes on waiting
   */
  relogin(password: string): Promise<AttemptView | null>;
  /** Gives up the page that waits: its calls are rejected, and `onSessionExpired` is called. */
  abandonRelogin(): void;
  /**
   * Proves that the user is present: the actions that wait for it (`state.reauthentication`) are sent again.
   *
   * @throws {AuthError} `invalid_credentials`, `invalid_code`, `invalid_credential`, `factor_locked`,
   *   `second_factor_required` when the password is right and not enough, no session; the actions go on waiting
   */
  reauthenticate(proof: ReauthenticationProof): Promise<void>;
  cancelReauthentication(): void;
  /**
   * Rotates the session at an endpoint that takes cookie and bearer, and answers with a new access token, which is this
   * tab's from then on.
   *
   * @throws {AuthError} the code of the endpoint, no session
   */
  rotate(path: string, body: unknown): Promise<void>;
  /**
   * Refreshes though the token is still good, for instance after the user's roles changed.
   *
   * @throws {AuthError} no session
   */
  forceRefresh(): Promise<void>;
  /** Leaves for the login page, which comes back to `returnTo` (this page). */
  loginWithRedirect(returnTo?: string): void;
  /**
   * The browser loads another document, for a form that this page has posted. Until then, and for ten seconds at most, the
   * tab leaves for no other, and if its session ends, shows nothing.
   */
  markLeaving(): void;
  clearError(): void;
  /** Makes every list of devices, in all tabs, load again. */
  notifySessionsChanged(): void;
  /** Adopts what the server has rendered anew. A page of another user than this tab's is hidden (`state.mismatch`). */
  hydrate(identity: UserSession): void;
}

export interface ClientOptions {
  /** Who the server rendered this page for; null for a visitor, undefined to ask. */
  initial: UserSession | null | undefined;
  /** The epoch cookie of the request that this page was rendered for; undefined when the server did not say. */
  epoch?: string;
  /** Seconds before its expiry that the access token is renewed. */
  silentRefreshLeeway: number;
  /** Whether a page whose session ends leaves, or waits for the password. */
  relogin: "page" | "in-place";
}

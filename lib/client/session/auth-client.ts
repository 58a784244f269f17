/**
 * What an app does with its session in one tab. Framework-free; `auth-provider.tsx` gives it to React.
 */
import type { Cancel, Environment } from "@/lib/client/browser/environment";
import { createConnection } from "@/lib/client/http/connection";
import type { RequestOptions } from "@/lib/client/http/request";
import type { CurrentSessionView, SignInView, UserView } from "@/lib/session/contract";
import { loginUrl } from "@/lib/session/login-url";
import type { EndReason } from "@/lib/session/reasons";
import { startActivityReporter } from "./activity-reporter";
import type { Emitter } from "./auth-events";
import { type AuthFetch, createAuthFetch, createCall } from "./auth-fetch";
import type { AuthState, SessionSnapshot } from "./auth-state";
import { createPresence } from "./presence";
import type { SessionExpiredEvent } from "./session-effects";
import { announceSessionsChanged, subscribeSessionEvents } from "./session-events";
import { createSessionManager } from "./session-manager";
import { createSignIn, type LoginInput, type SignupInput } from "./sign-in";
import { createSignOut } from "./sign-out";
import { createStepUp } from "./step-up";
import type { Store } from "./store";

export interface PasswordChange {
  currentPassword: string;
  newPassword: string;
  signOutOthers?: boolean;
}

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
  /** @throws {AuthError} `invalid_credentials`, `account_disabled`, `invalid_request` */
  login(input: LoginInput): Promise<SignInView>;
  /** @throws {AuthError} `email_taken`, `invalid_request` */
  signup(input: SignupInput): Promise<SignInView>;
  /** Ends the session at the server, then here in any case, then leaves for the login page. Never throws. */
  logout(): Promise<void>;
  /**
   * Runs `end`, which ends this session at the server among others; then signs out in every tab.
   *
   * @throws what `end` throws; the session goes on then
   */
  withPlannedSignOut<T>(reason: EndReason, end: () => Promise<T>): Promise<T>;
  /**
   * @throws {AuthError} `invalid_credentials` for the current password, `invalid_request` for the new one,
   *   `reauthentication_required` when the user cancels, no session
   */
  changePassword(change: PasswordChange): Promise<void>;
  /** @throws {AuthError} `invalid_request`, no session */
  updateUser(changes: { name?: string; idleTimeout?: number | null }): Promise<UserView>;
  /** Asks the server who is signed in, without extending anything, and adopts the answer. @throws {AuthError} */
  checkSession(): Promise<CurrentSessionView>;
  /** Milliseconds until the end that `state.expiryWarning` warns of; never negative. */
  remainingMs(): number;
  /** Tells the server that the user is present: the idle limit moves, and every tab's countdown with it. Never throws. */
  extendSession(): Promise<void>;
  /**
   * Signs the same user in again over the page that waits (`state.sessionEnd`): calls that waited go on, and those that
   * were interrupted are sent again. If another user is signed in by now, the page loads anew.
   *
   * @throws {AuthError} `invalid_credentials`, `account_disabled`; the page goes on waiting
   */
  relogin(password: string): Promise<void>;
  /** Gives up the page that waits: its calls are rejected, and `onSessionExpired` is called. */
  abandonRelogin(): void;
  /**
   * Proves that the user is present: the actions that wait for it (`state.reauthentication`) are sent again.
   *
   * @throws {AuthError} `invalid_credentials`, no session; the actions go on waiting
   */
  reauthenticate(password: string): Promise<void>;
  cancelReauthentication(): void;
  /**
   * Refreshes though the token is still good, for instance after the user's roles changed.
   *
   * @throws {AuthError} no session
   */
  forceRefresh(): Promise<void>;
  /** Leaves for the login page, which comes back to `returnTo` (this page). */
  loginWithRedirect(returnTo?: string): void;
  clearError(): void;
  /** Makes every list of devices, in all tabs, load again. */
  notifySessionsChanged(): void;
  /** Adopts what the server has rendered anew, if it is about the user of this tab. */
  hydrate(identity: SessionSnapshot): void;
}

export interface ClientOptions {
  /** Who the server rendered this page for; null for a visitor, undefined to ask. */
  initial: SessionSnapshot | null | undefined;
  /** The epoch cookie of the request that this page was rendered for; undefined when the server did not say. */
  epoch?: string;
  /** Seconds before its expiry that the access token is renewed. */
  silentRefreshLeeway: number;
  /** Whether a page whose session ends leaves, or waits for the password. */
  relogin: "page" | "in-place";
}

/** @param browser what the client runs in */
export function createAuthClient(browser: Environment, options: ClientOptions): AuthClient {
  const connection = createConnection(browser);
  const env: Environment = { ...browser, fetch: connection.fetch };
  const manager = createSessionManager(env, connection, {
    initial: options.initial,
    epoch: options.epoch,
    leeway: options.silentRefreshLeeway * 1000,
    reloginInPlace: options.relogin === "in-place",
  });
  const { store, events, tokens } = manager;
  connection.watch({
    changed(state) {
      store.set({ connection: state });
      // The server answered another request: a refresh need not wait for its own next attempt.
      if (state === "online") tokens.wake();
    },
    isTrying: tokens.isRetrying,
  });
  const stepUp = createStepUp(store, tokens);
  const authFetch = createAuthFetch(env, { tokens, connection, stepUp });
  const call = createCall(authFetch);
  const { login, signup, relogin } = createSignIn(env, manager, stepUp);
  const { logout, flushPendingSignOut, withPlannedSignOut } = createSignOut(env, manager);
  const presence = createPresence(env, manager, call);
  const notifySessionsChanged = () => announceSessionsChanged(manager);

  return {
    state: store,
    on: events.on,
    start(onSessionExpired) {
      const stops = [
        manager.start(onSessionExpired),
        startActivityReporter(env, presence.idleLimitMs, presence.report),
        subscribeSessionEvents(env, manager),
        store.subscribe(stepUp.cancelOrphaned),
        env.onWake(flushPendingSignOut),
        env.onWake(connection.wake),
        connection.stop,
      ];
      void flushPendingSignOut();
      return () => {
        for (const stop of stops) stop();
      };
    },
    getAccessToken: tokens.getAccessToken,
    authFetch,
    call,
    login,
    signup,
    logout,
    withPlannedSignOut,
    async changePassword(change) {
      await stepUp.runWithReauthentication(() => tokens.rotateVia("/api/me/password", change));
      notifySessionsChanged();
    },
    async updateUser(changes) {
      const user = await call<UserView>("/api/me", { method: "PATCH", body: changes });
      if (store.get().user?.id === user.id) store.set({ user });
      return user;
    },
    checkSession: () => manager.fetchSession(),
    remainingMs: () => Math.max(0, (store.get().expiryWarning?.at ?? 0) - env.now()),
    extendSession: () => presence.report(0, false),
    relogin,
    abandonRelogin: () => manager.dispatch({ type: "relogin-abandoned" }),
    reauthenticate: stepUp.confirm,
    cancelReauthentication: stepUp.cancel,
    forceRefresh: tokens.forceRefresh,
    loginWithRedirect: (returnTo = env.path()) => env.navigate(loginUrl(null, returnTo)),
    clearError: () => store.set({ error: null }),
    notifySessionsChanged,
    hydrate({ user, session }) {
      const { user: known } = store.get();
      if (known?.id === user.id && known !== user) store.set({ user, session });
    },
  };
}

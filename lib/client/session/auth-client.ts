/**
 * What an app does with its session in one tab. Framework-free; `auth-provider.tsx` gives it to React.
 */

import type { Cancel, Environment } from "@/lib/client/browser/environment";
import { asAuthError } from "@/lib/client/http/auth-error";
import { createConnection } from "@/lib/client/http/connection";
import {
  jsonInit,
  REQUEST_TIMEOUT_MS,
  type RequestOptions,
  readJson,
  requestJson,
} from "@/lib/client/http/request";
import type {
  ActivityView,
  CurrentSessionView,
  SessionView,
  SignInView,
  UserView,
} from "@/lib/session/contract";
import { loginUrlFor } from "@/lib/session/login-address";
import type { EndReason } from "@/lib/session/reasons";
import { startActivityReporter } from "./activity-reporter";
import type { Emitter } from "./auth-events";
import { type AuthFetch, createAuthFetch } from "./auth-fetch";
import type { AuthState, SessionSnapshot } from "./auth-state";
import { subscribeSessionEvents } from "./live";
import { hasPendingSignOut, requestLogout } from "./pending-sign-out";
import { createSessionManager, type SessionExpiredEvent, signedOutError } from "./session-manager";
import { createStepUp } from "./step-up";
import type { Store } from "./store";

export interface LoginInput {
  email: string;
  password: string;
  rememberMe?: boolean;
}

export interface SignupInput {
  email: string;
  password: string;
  name: string;
}

export interface PasswordChange {
  currentPassword: string;
  newPassword: string;
  signOutOthers?: boolean;
}

export interface AuthClient {
  readonly state: Pick<Store<AuthState>, "get" | "initial" | "subscribe">;
  readonly on: Emitter["on"];
  /** Joins the other tabs, listens for the page waking and for people; returns what undoes it. */
  start(onSessionExpired: (end: SessionExpiredEvent) => void): Cancel;
  /** A token that is good now. Ask for it before every call; never keep it. */
  getAccessToken(): Promise<string>;
  authFetch: AuthFetch;
  /** Calls one of our JSON endpoints; throws `AuthError` for everything but a 2xx answer. */
  call<T>(path: string, call?: RequestOptions): Promise<T>;
  login(input: LoginInput): Promise<SignInView>;
  signup(input: SignupInput): Promise<SignInView>;
  /** Ends the session at the server, then here in any case, then leaves for the login page. */
  logout(): Promise<void>;
  /** Runs `end`, which ends this session at the server among others; then follows it, in every tab. */
  withPlannedSignOut<T>(reason: EndReason, end: () => Promise<T>): Promise<T>;
  changePassword(change: PasswordChange): Promise<void>;
  updateUser(changes: { name: string }): Promise<UserView>;
  /** Asks the server who is signed in, without extending anything, and believes it. */
  checkSession(): Promise<CurrentSessionView>;
  /** Milliseconds until the end `state.ending` warns of; never negative. */
  remainingMs(): number;
  /** Tells the server that a person is here, now: the idle limit moves, and every tab's countdown with it. */
  extendSession(): Promise<void>;
  /**
   * Signs the same person in again over the page that waits (`state.end`): calls that waited go on,
   * and those that were interrupted are sent again. If somebody else is signed in by now, the page loads anew.
   */
  relogin(password: string): Promise<void>;
  /** Leaves the page that waits: its calls are rejected, and `onSessionExpired` is called. */
  abandonRelogin(): void;
  /** Proves who is here: the actions that wait for it (`state.reauthentication`) are sent again. */
  reauthenticate(password: string): Promise<void>;
  cancelReauthentication(): void;
  /** Refreshes though the token is still good, for instance after the user's roles changed. */
  forceRefresh(): Promise<void>;
  /** Leaves for the login page, which comes back to `returnTo` (this page). */
  loginWithRedirect(returnTo?: string): void;
  clearError(): void;
  /** Makes every list of devices, in all tabs, look again. */
  notifySessionsChanged(): void;
  /** Takes what the server rendered anew, if it is about the user this tab has. */
  hydrate(identity: SessionSnapshot): void;
}

/** Hashing a password takes its time when many sign in at once. */
const SIGN_IN_TIMEOUT_MS = 30_000;

export interface ClientOptions {
  /** Who the server rendered this page for; null for nobody, undefined to ask. */
  initial: SessionSnapshot | null | undefined;
  /** Seconds before its expiry that the access token is renewed. */
  silentRefreshLeeway: number;
  /** Whether a page whose session ends is left, or waits for its person. */
  relogin: "page" | "in-place";
}

/** @param browser what the client runs in */
export function createAuthClient(browser: Environment, options: ClientOptions): AuthClient {
  const connection = createConnection(browser, {
    changed: (state) => store.set({ connection: state }),
    isTrying: () => tokens.isRetrying(),
  });
  const env: Environment = { ...browser, fetch: connection.fetch };
  const manager = createSessionManager(env, {
    initial: options.initial,
    leeway: options.silentRefreshLeeway * 1000,
    reloginInPlace: options.relogin === "in-place",
  });
  const { store, events, tokens } = manager;
  const stepUp = createStepUp(store, tokens);
  const authFetch = createAuthFetch(env, { tokens, connection, stepUp });

  async function call<T>(path: string, request: RequestOptions = {}): Promise<T> {
    try {
      return await readJson<T>(
        await authFetch(path, jsonInit(request), request.timeoutMs ?? REQUEST_TIMEOUT_MS),
      );
    } catch (thrown) {
      throw asAuthError(thrown);
    }
  }

  async function signIn(path: string, body: LoginInput | SignupInput): Promise<SignInView> {
    store.set({ busy: true, error: null });
    try {
      const sentAt = env.now();
      const view = await requestJson<SignInView>(env, path, { body, timeoutMs: SIGN_IN_TIMEOUT_MS });
      manager.setSignedIn(view, sentAt);
      tokens.startSession({ view, sentAt });
      stepUp.resolveAll();
      manager.post("signed-in");
      events.emit("login", view.user);
      return view;
    } catch (thrown) {
      const error = asAuthError(thrown);
      store.set({ error });
      events.emit("error", error);
      throw error;
    } finally {
      store.set({ busy: false });
    }
  }

  function navigateToLogin(reason: EndReason, path: string): void {
    manager.setSignedOut(signedOutError(reason));
    manager.post("signed-out");
    events.emit("logout", undefined);
    manager.whenOnline(() => env.navigate(path));
  }

  async function logout(): Promise<void> {
    store.set({ busy: true, isHidden: true });
    // From here on no call leaves with this session, and no answer brings it back.
    tokens.drop(signedOutError("signed_out"));
    await manager.withPlannedSignOut("signed_out", async () => {
      await requestLogout(env, store.get().session?.id ?? null);
      store.set({ busy: false });
      navigateToLogin("signed_out", "/login");
    });
  }

  async function flushPendingSignOut(): Promise<void> {
    if (!hasPendingSignOut(env, store.get().session?.id ?? null)) return;
    if (manager.isSignedIn()) await logout();
    else if (await requestLogout(env, null)) await manager.fetchSession().catch(() => {});
  }

  function notifySessionsChanged(): void {
    manager.post("sessions-changed");
    events.emit("sessionsChanged", undefined);
  }

  /** @returns milliseconds the session lasts without presence; null while nobody is signed in. */
  function idleLimit(): number | null {
    const { session } = store.get();
    return session && Date.parse(session.idleExpiresAt) - Date.parse(session.lastActiveAt);
  }

  async function reportPresence(idleForSeconds: number, keepalive: boolean): Promise<void> {
    const body = { idleForSeconds };
    const sentAt = env.now();
    const limits = await call<ActivityView>("/api/session/activity", { body, keepalive }).catch(() => null);
    const { session } = store.get();
    if (limits && session) {
      const moved = withLimits(session, limits);
      store.set({ session: moved });
      manager.limits.setLimits(moved, limits.serverTime, sentAt);
      // For those that show a warning.
      manager.post("present");
    }
  }

  async function relogin(password: string): Promise<void> {
    // Somebody may have signed in in another tab: then there is nothing to ask for any more.
    await manager.revalidate();
    const { sessionEnd, session, mismatch } = store.get();
    if (!sessionEnd || session || mismatch) return;
    await signIn("/api/auth/login", {
      email: sessionEnd.user.email,
      password,
      rememberMe: sessionEnd.rememberMe,
    });
  }

  /** What waits for the password of somebody who is gone waits in vain. */
  function abandonStepUp(): void {
    const { status, sessionEnd, mismatch, reauthentication } = store.get();
    const isGone = mismatch || (status === "signed-out" && !sessionEnd);
    if (reauthentication && isGone) stepUp.cancel();
  }

  return {
    state: store,
    on: events.on,
    start(onSessionExpired) {
      const stops = [
        manager.start(onSessionExpired),
        startActivityReporter(env, idleLimit, reportPresence),
        subscribeSessionEvents(env, manager),
        store.subscribe(abandonStepUp),
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
    login: (input) => signIn("/api/auth/login", input),
    signup: (input) => signIn("/api/auth/signup", input),
    logout,
    withPlannedSignOut: (reason, end) =>
      manager.withPlannedSignOut(reason, async () => {
        const done = await end();
        navigateToLogin(reason, loginUrlFor(reason, null));
        return done;
      }),
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
    async extendSession() {
      await reportPresence(0, false);
    },
    relogin,
    abandonRelogin: manager.abandonRelogin,
    reauthenticate: stepUp.confirm,
    cancelReauthentication: stepUp.cancel,
    forceRefresh: tokens.forceRefresh,
    loginWithRedirect: (returnTo = env.path()) => env.navigate(loginUrlFor(null, returnTo)),
    clearError: () => store.set({ error: null }),
    notifySessionsChanged,
    hydrate({ user, session }) {
      const { user: known } = store.get();
      if (known?.id === user.id && known !== user) store.set({ user, session });
    },
  };
}

/** Presence moves the idle limit by as much as it moves itself. */
function withLimits(session: SessionView, { idleExpiresAt, absoluteExpiresAt }: ActivityView): SessionView {
  const moved = Date.parse(idleExpiresAt) - Date.parse(session.idleExpiresAt);
  return {
    ...session,
    idleExpiresAt,
    absoluteExpiresAt,
    expiresAt: idleExpiresAt < absoluteExpiresAt ? idleExpiresAt : absoluteExpiresAt,
    lastActiveAt: new Date(Date.parse(session.lastActiveAt) + moved).toISOString(),
  };
}

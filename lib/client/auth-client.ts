/**
 * What an app does with its session in one tab. Framework-free; `auth-provider.tsx` gives it to React.
 */
import type {
  ActivityView,
  CurrentSessionView,
  RefreshView,
  SignInView,
  UserView,
} from "@/lib/session/contract";
import { loginAddress } from "@/lib/session/login-address";
import type { EndReason } from "@/lib/session/reasons";
import { asAuthError } from "./auth-error";
import { type AuthFetch, createAuthFetch } from "./auth-fetch";
import type { AuthState, Identity } from "./auth-state";
import type { Cancel, Environment } from "./environment";
import type { Emitter } from "./events";
import { createIdentityKeeper, type SessionEnd, signedOut } from "./identity";
import { owesLogout, requestLogout } from "./owed-logout";
import { watchPresence } from "./presence";
import { type Call, jsonInit, readJson, requestJson } from "./request";
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
  start(onSessionExpired: (end: SessionEnd) => void): Cancel;
  /** A token that is good now. Ask for it before every call; never keep it. */
  getAccessToken(): Promise<string>;
  authFetch: AuthFetch;
  /** Calls one of our JSON endpoints; throws `AuthError` for everything but a 2xx answer. */
  call<T>(path: string, call?: Call): Promise<T>;
  login(input: LoginInput): Promise<SignInView>;
  signup(input: SignupInput): Promise<SignInView>;
  /** Ends the session at the server, then here in any case, then leaves for the login page. */
  logout(): Promise<void>;
  /** The server ended this session because we asked it to: follow it, in every tab. */
  leave(reason: EndReason): void;
  changePassword(change: PasswordChange): Promise<void>;
  updateUser(changes: { name: string }): Promise<UserView>;
  /** Asks the server who is signed in, without extending anything, and believes it. */
  checkSession(): Promise<CurrentSessionView>;
  /** Refreshes though the token is still good, for instance after the user's roles changed. */
  forceRefresh(): Promise<void>;
  /** Leaves for the login page, which comes back to `returnTo` (this page). */
  loginWithRedirect(returnTo?: string): void;
  clearError(): void;
  /** Makes every list of devices, in all tabs, look again. */
  announceSessions(): void;
  /** Takes what the server rendered anew, if it is about the user this tab has. */
  receive(identity: Identity): void;
}

/** Hashing a password takes its time when many sign in at once. */
const SIGN_IN_LIMIT = 30_000;

/**
 * @param initial who the server rendered this page for; null for nobody, undefined to ask
 * @param silentRefreshLeeway seconds before its expiry that the access token is renewed
 */
export function createAuthClient(
  env: Environment,
  initial: Identity | null | undefined,
  silentRefreshLeeway: number,
): AuthClient {
  const me = createIdentityKeeper(env, initial, silentRefreshLeeway * 1000);
  const { store, events, tokens } = me;
  const authFetch = createAuthFetch(env, tokens);

  async function call<T>(path: string, request: Call = {}): Promise<T> {
    try {
      return await readJson<T>(await authFetch(path, jsonInit(request)));
    } catch (thrown) {
      throw asAuthError(thrown);
    }
  }

  async function signIn(path: string, body: LoginInput | SignupInput): Promise<SignInView> {
    store.set({ busy: true, error: null });
    try {
      const sentAt = env.now();
      const view = await requestJson<SignInView>(env, path, { body, limit: SIGN_IN_LIMIT });
      me.enter(view);
      tokens.begin({ view, sentAt });
      me.post("signed-in");
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

  function depart(reason: EndReason, path: string): void {
    me.exit(signedOut(reason));
    me.post("signed-out");
    events.emit("logout", undefined);
    env.navigate(path);
  }

  async function logout(): Promise<void> {
    store.set({ busy: true });
    // From here on no call leaves with this session, and no answer brings it back.
    tokens.drop(signedOut("signed_out"));
    await requestLogout(env);
    store.set({ busy: false });
    depart("signed_out", "/login");
  }

  async function settleLogout(): Promise<void> {
    if (!owesLogout(env)) return;
    if (me.isSignedIn()) await logout();
    else if (await requestLogout(env)) await me.check().catch(() => {});
  }

  function announceSessions(): void {
    me.post("sessions-changed");
    events.emit("sessionsChanged", undefined);
  }

  /** @returns milliseconds the session lasts without presence; null while nobody is signed in. */
  function idleLimit(): number | null {
    const { session } = store.get();
    return session && Date.parse(session.idleExpiresAt) - Date.parse(session.lastActiveAt);
  }

  async function reportPresence(idleForSeconds: number): Promise<void> {
    const limits = await call<ActivityView>("/api/session/activity", { body: { idleForSeconds } }).catch(
      () => null,
    );
    const { session } = store.get();
    const limit = idleLimit();
    if (limits && session && limit !== null) {
      const { idleExpiresAt, absoluteExpiresAt } = limits;
      const expiresAt = [idleExpiresAt, absoluteExpiresAt].sort()[0] ?? idleExpiresAt;
      const lastActiveAt = new Date(Date.parse(idleExpiresAt) - limit).toISOString();
      store.set({ session: { ...session, lastActiveAt, idleExpiresAt, absoluteExpiresAt, expiresAt } });
    }
  }

  return {
    state: store,
    on: events.on,
    start(onSessionExpired) {
      const stops = [
        me.start(onSessionExpired),
        watchPresence(env, idleLimit, reportPresence),
        env.onWake(settleLogout),
      ];
      void settleLogout();
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
    leave: (reason) => depart(reason, loginAddress(reason, null)),
    async changePassword(change) {
      const { session }: RefreshView = await tokens.rotateAt("/api/me/password", change);
      if (me.isSignedIn()) store.set({ session });
      me.post("refreshed");
      announceSessions();
    },
    async updateUser(changes) {
      const user = await call<UserView>("/api/me", { method: "PATCH", body: changes });
      if (store.get().user?.id === user.id) store.set({ user });
      return user;
    },
    checkSession: () => me.check(),
    forceRefresh: tokens.forceRefresh,
    loginWithRedirect: (returnTo = env.path()) => env.navigate(loginAddress(null, returnTo)),
    clearError: () => store.set({ error: null }),
    announceSessions,
    receive(identity) {
      const { user } = store.get();
      if (user?.id === identity.user.id && user !== identity.user) store.set(identity);
    },
  };
}

/**
 * Who this tab believes is signed in, and how it comes to believe something else:
 * a sign-in here, the server's word, or a hint from another tab that the server or the epoch cookie bears out.
 */
import type { CurrentSessionView, RefreshView } from "@/lib/session/contract";
import { loginAddress } from "@/lib/session/login-address";
import { type EndReason, isExpiry, type LoginReason } from "@/lib/session/reasons";
import { AuthError, asAuthError } from "./auth-error";
import { type AuthState, type Identity, initialState } from "./auth-state";
import type { Cancel, Environment, TabChannel } from "./environment";
import { createEmitter, type Emitter } from "./events";
import { requestJson } from "./request";
import { createStore, type Store } from "./store";
import type { TabMessage } from "./tab-message";
import { createTokenManager, type TokenManager } from "./token-manager";

export interface SessionEnd {
  reason: LoginReason;
  /** The login page, explaining the reason and coming back to this page. */
  loginPath: string;
}

export interface IdentityKeeper {
  store: Store<AuthState>;
  events: Emitter;
  tokens: TokenManager;
  isSignedIn(): boolean;
  /** Joins the other tabs and listens for the page waking; returns what undoes it. */
  start(onSessionExpired: (end: SessionEnd) => void): Cancel;
  post(message: TabMessage): void;
  /** Becomes somebody. */
  enter(identity: Identity): void;
  /** Becomes nobody: when this returns, nothing private is in memory. */
  exit(error: AuthError): void;
  /** Asks the server who is signed in, and believes it. */
  check(): Promise<CurrentSessionView>;
}

/** @returns the error every call gets once the session has ended for `reason`. */
export function signedOut(reason?: EndReason): AuthError {
  const code = !reason ? "not_authenticated" : isExpiry(reason) ? "session_expired" : "session_revoked";
  return new AuthError(code, "You are not signed in.", reason && { details: { reason } });
}

/**
 * @param initial who the server rendered this page for; null for nobody, undefined to ask
 * @param leeway milliseconds before its expiry that the access token is renewed
 */
export function createIdentityKeeper(
  env: Environment,
  initial: Identity | null | undefined,
  leeway: number,
): IdentityKeeper {
  const store = createStore(initialState(initial));
  const events = createEmitter();
  const owner = {
    userId: () => store.get().user?.id ?? null,
    mismatched: () => env.reload(),
    failed: (error: AuthError) => events.emit("error", error),
    rotated,
    ended,
  };
  const tokens = createTokenManager(env, owner, leeway);
  let channel: TabChannel | null = null;
  let expired: (end: SessionEnd) => void = () => {};
  // The epoch this tab's belief belongs to.
  let epoch = "";
  // Another object for every sign-in and sign-out here, so that an older answer about the session is not believed.
  let belief = {};

  if (initial === null) tokens.drop(signedOut());

  const isSignedIn = () => store.get().status === "signed-in";
  const post = (message: TabMessage) => channel?.post(message);

  function rotated({ session }: RefreshView): void {
    if (isSignedIn()) store.set({ session });
    post("refreshed");
    events.emit("tokenRefresh", session);
  }

  function enter({ user, session }: Identity): void {
    belief = {};
    epoch = env.epoch();
    store.set({ status: "signed-in", user, session });
  }

  function exit(error: AuthError): void {
    belief = {};
    epoch = env.epoch();
    tokens.drop(error);
    store.set({ status: "signed-out", user: null, session: null });
  }

  /** Something else than this tab ended the session. `tell` is off when another tab already told everybody. */
  function ended(error: AuthError, tell = true): void {
    const wasSignedIn = isSignedIn();
    exit(error);
    if (!wasSignedIn) return;
    if (tell) post("signed-out");
    const reason = error.details?.reason;
    if (reason === "signed_out") {
      // Somebody did this on purpose, in another tab: nothing expired, and there is nothing to come back to.
      events.emit("logout", undefined);
      env.navigate(loginAddress(reason, null));
    } else {
      events.emit("error", error);
      const told: LoginReason = reason ?? "expired";
      const end = { reason: told, loginPath: loginAddress(told, env.path()) };
      // Last of all: after React has drawn the signed-out page, and every waiting call has been told.
      env.after(0, () => expired(end));
    }
  }

  /** A session that a rule or a stranger ended leaves the cookies as they are; only signing out moves the epoch. */
  function whyOver(reason?: EndReason): AuthError {
    return signedOut(reason ?? (env.epoch() === epoch ? undefined : "signed_out"));
  }

  function believe(view: CurrentSessionView, tell: boolean): void {
    const { status, user, session } = store.get();
    if (!view.authenticated) ended(whyOver(view.reason), tell);
    // Nothing of one user may stay on the screen, or in the router's cache, under another.
    else if (user && user.id !== view.user.id) env.reload();
    else {
      enter(view);
      // What was asked for while nothing was known may well be answered for this session.
      if (status === "signed-out" || (session && session.id !== view.session.id)) tokens.begin();
    }
  }

  async function check(tell = true, again = true): Promise<CurrentSessionView> {
    const seen = env.epoch();
    const asked = belief;
    store.set({ checking: true, checkError: null });
    try {
      const view = await requestJson<CurrentSessionView>(env, "/api/session", { method: "GET" });
      // Somebody signed in or out meanwhile: the answer is about the time before.
      if (env.epoch() === seen && belief === asked) believe(view, tell);
      else if (again) return await check(tell, false);
      return view;
    } catch (thrown) {
      const checkError = asAuthError(thrown);
      store.set(store.get().status === "loading" ? { checkError, status: "unknown" } : { checkError });
      events.emit("error", checkError);
      throw checkError;
    } finally {
      store.set({ checking: false });
    }
  }

  function follow(message: TabMessage): void {
    if (message === "sessions-changed") events.emit("sessionsChanged", undefined);
    else if (message === "refreshed") tokens.wake();
    else if (message === "signed-in") void reconcile();
    // When the server cannot be asked: better out than in.
    else if (isSignedIn()) check(false).catch(() => isSignedIn() && ended(whyOver(), false));
  }

  /** The epoch cookie is what every tab can see of a sign-in or sign-out in another one. */
  async function reconcile(): Promise<void> {
    if (env.epoch() !== epoch) await check(false).catch(() => {});
  }

  async function wake(persisted: boolean): Promise<void> {
    // Somebody signed in or out meanwhile, or the page was emptied before it was left.
    if (persisted && (env.epoch() !== epoch || (initial && !isSignedIn()))) env.reload();
    else if (persisted && isSignedIn()) await check().catch(() => {});
    else await reconcile();
    tokens.wake();
  }

  return {
    store,
    events,
    tokens,
    isSignedIn,
    post,
    enter,
    exit,
    check,
    start(onSessionExpired) {
      expired = onSessionExpired;
      epoch = env.epoch();
      channel = env.openChannel(follow);
      const stopWaking = env.onWake(wake);
      if (store.get().status === "loading") check().catch(() => {});
      return () => {
        stopWaking();
        channel?.close();
        channel = null;
      };
    },
  };
}

/**
 * Who this tab believes is signed in, and how it comes to believe something else:
 * a sign-in here, the server's word, or a hint from another tab that the server or the epoch cookie bears out.
 */

import type { Cancel, Environment, TabChannel } from "@/lib/client/browser/environment";
import type { TabMessage } from "@/lib/client/browser/tab-message";
import { AuthError, asAuthError } from "@/lib/client/http/auth-error";
import { requestJson } from "@/lib/client/http/request";
import { withTabLock } from "@/lib/client/tokens/tab-lock";
import { createTokenManager, type TokenManager } from "@/lib/client/tokens/token-manager";
import type { CurrentSessionView, RefreshView } from "@/lib/session/contract";
import { loginUrlFor } from "@/lib/session/login-address";
import { type EndReason, type ExpiryReason, isExpiry, type LoginReason } from "@/lib/session/reasons";
import type { SessionEnd } from "@/lib/session/session-events";
import { createEmitter, type Emitter } from "./auth-events";
import { type AuthState, initialState, type SessionSnapshot } from "./auth-state";
import { createExpiryMonitor, type ExpiryMonitor } from "./expiry-monitor";
import { createSleepDetector } from "./sleep-detector";
import { createStore, type Store } from "./store";

export interface SessionExpiredEvent {
  reason: LoginReason;
  /** The login page, explaining the reason and coming back to this page. */
  loginPath: string;
}

export interface SessionManager {
  store: Store<AuthState>;
  events: Emitter;
  tokens: TokenManager;
  limits: ExpiryMonitor;
  isSignedIn(): boolean;
  /** Joins the other tabs and listens for the page waking; returns what undoes it. */
  start(onSessionExpired: (end: SessionExpiredEvent) => void): Cancel;
  post(message: TabMessage): void;
  /** Becomes somebody. @param sentAt when the request left that said so */
  setSignedIn(identity: SessionSnapshot, sentAt: number): void;
  /**
   * Runs what ends the session of this tab on purpose. That it has ended is no news meanwhile: it hides the page, and
   * is believed only when `work` fails.
   */
  withPlannedSignOut<T>(reason: EndReason, work: () => Promise<T>): Promise<T>;
  /** The server said how the session of this tab ended. */
  onSessionEnded(end: SessionEnd): void;
  /** Leaves a page that waits for its person (`state.end`). */
  abandonRelogin(): void;
  /** Goes to another page as soon as the server can be reached: until then this one stays, emptied. */
  whenOnline(go: () => void): void;
  /** Asks whether the page that waits still waits for the one who is signed in; if not, it is left or goes on. */
  revalidate(): Promise<void>;
  /** Becomes nobody: when this returns, nothing private is in memory. */
  setSignedOut(error: AuthError): void;
  /** Asks the server who is signed in, and believes it. */
  fetchSession(): Promise<CurrentSessionView>;
}

/** @returns the error every call gets once the session has ended for `reason`. */
export function signedOutError(reason?: EndReason): AuthError {
  const code = !reason ? "not_authenticated" : isExpiry(reason) ? "session_expired" : "session_revoked";
  return new AuthError(code, "You are not signed in.", reason && { details: { reason } });
}

/** Milliseconds a tab says that somebody else is signed in before it loads anew. */
export const MISMATCH_NOTICE_MS = 2_000;
/** What the server said so lately is not asked again when somebody comes back to the page. Milliseconds. */
const RECHECK_AFTER_MS = 10_000;
/** How often a page looks whether the machine slept: not every way of waking tells the page. Milliseconds. */
const HEARTBEAT_MS = 30_000;

export interface SessionManagerOptions {
  /** Who the server rendered this page for; null for nobody, undefined to ask. */
  initial: SessionSnapshot | null | undefined;
  /** Milliseconds before its expiry that the access token is renewed. */
  leeway: number;
  /** Whether a page whose session ends waits for its person, or is left. */
  reloginInPlace: boolean;
}

export function createSessionManager(
  env: Environment,
  { initial, leeway, reloginInPlace }: SessionManagerOptions,
): SessionManager {
  const store = createStore(initialState(initial));
  const events = createEmitter();
  const callbacks = {
    userId: () => store.get().user?.id ?? null,
    mismatched,
    failed: (error: AuthError) => events.emit("error", error),
    rotated,
    ended,
  };
  const tokens = createTokenManager(env, callbacks, leeway);
  const ask = () => fetchSession().then(nothing, nothing);
  const limits = createExpiryMonitor(env, {
    confirmWithServer: ask,
    onWarning: (expiryWarning) => store.get().expiryWarning !== expiryWarning && store.set({ expiryWarning }),
    onDeadlinePassed,
  });
  const measureSleep = createSleepDetector(env);
  let channel: TabChannel | null = null;
  let expired: (end: SessionExpiredEvent) => void = () => {};
  // The epoch this tab's belief belongs to.
  let epoch = "";
  // When the server last said that the session is on.
  let lastConfirmedAt = env.now();
  // Another object for every sign-in and sign-out here, so that an older answer about the session is not believed.
  let sessionVersion = {};
  // Why this tab is ending its session itself, and what it heard of that.
  let plannedEnd: EndReason | null = null;
  let deferredEnd: Parameters<typeof ended> | null = null;
  // Why the page waits, for whoever gives up.
  let endError: AuthError = signedOutError();
  // From the moment the browser puts the page aside (bfcache) until, taken out again, it knows who is signed in.
  let isInBfcache = false;
  let isNavigating = false;

  if (initial === null) tokens.drop(signedOutError());

  const isSignedIn = () => store.get().status === "signed-in";
  const post = (message: TabMessage) => channel?.post(message);

  function rotated({ session, serverTime }: RefreshView, sentAt: number): void {
    lastConfirmedAt = sentAt;
    if (isSignedIn()) store.set({ session });
    limits.setLimits(session, serverTime, sentAt);
    post("refreshed");
    events.emit("tokenRefresh", session);
  }

  function setSignedIn({ user, session, serverTime }: SessionSnapshot, sentAt: number): void {
    sessionVersion = {};
    lastConfirmedAt = sentAt;
    epoch = env.epoch();
    store.set({ status: "signed-in", user, session, sessionEnd: null, isHidden: false });
    if (serverTime) limits.setLimits(session, serverTime, sentAt);
  }

  function setSignedOut(error: AuthError): void {
    reset();
    tokens.drop(error);
  }

  function reset(): void {
    sessionVersion = {};
    epoch = env.epoch();
    limits.clear();
    store.set({ status: "signed-out", user: null, session: null, sessionEnd: null, isHidden: false });
  }

  /** Somebody else is signed in: nothing of this user is sent or shown any more. */
  function mismatched(error = new AuthError("session_mismatch", "Somebody else is signed in now.")): void {
    if (store.get().mismatch) return;
    store.set({ mismatch: true });
    limits.clear();
    tokens.drop(error);
    env.after(MISMATCH_NOTICE_MS, () => leave(env.reload));
  }

  /** Leaves the document, once: a second navigation would call back the first. */
  function leave(go: () => void): void {
    if (isNavigating) return;
    isNavigating = true;
    go();
  }

  /**
   * Something else than this tab ended the session.
   *
   * @param tell off when another tab already told everybody
   */
  function ended(error: AuthError, tell = true, details: Partial<SessionEnd> = {}): void {
    const { user, session } = store.get();
    const wasSignedIn = isSignedIn();
    const reason = error.details?.reason;
    if (!wasSignedIn || !user) {
      // A page that waits goes on waiting: it heard this before.
      if (!store.get().sessionEnd) setSignedOut(error);
      return;
    }
    // Nobody was at this page when its session ended, so nobody waits to go on with it: the server decides anew.
    if (isInBfcache) {
      setSignedOut(error);
      leave(env.reload);
      return;
    }
    const told: LoginReason = reason ?? "expired";
    if (reloginInPlace && reason !== "signed_out") {
      reset();
      endError = error;
      tokens.pause();
      // A limit is known here too, as it was when the server last spoke of it.
      const limit = isExpiry(told) ? session?.expiresAt : null;
      const { at = limit ?? null, by = null, from = null } = details;
      store.set({
        sessionEnd: { reason: told, at, by, from, user, rememberMe: session?.rememberMe ?? false },
      });
    } else {
      setSignedOut(error);
    }
    if (tell) post("signed-out");
    if (reason === "signed_out") {
      // Somebody did this on purpose, in another tab: nothing expired, and there is nothing to come back to.
      events.emit("logout", undefined);
      whenOnline(() => leave(() => env.navigate(loginUrlFor(reason, null))));
    } else {
      events.emit("error", error);
      if (!reloginInPlace) tellExpired(told);
    }
  }

  /** As `ended`, for what is heard and not found out by a call of this tab's own. */
  function handleSessionEnd(...end: Parameters<typeof ended>): void {
    const isOwn =
      plannedEnd !== null && end[0].details?.reason === plannedEnd && !store.get().reauthentication;
    if (isOwn) {
      deferredEnd = end;
      store.set({ isHidden: true });
    } else ended(...end);
  }

  async function withPlannedSignOut<T>(reason: EndReason, work: () => Promise<T>): Promise<T> {
    plannedEnd = reason;
    try {
      return await work();
    } finally {
      const heard = deferredEnd;
      plannedEnd = deferredEnd = null;
      if (heard && isSignedIn()) ended(...heard);
    }
  }

  function tellExpired(reason: LoginReason): void {
    const end = { reason, loginPath: loginUrlFor(reason, env.path()) };
    // Last of all: after React has drawn the signed-out page, and every waiting call has been told.
    env.after(0, () => expired(end));
  }

  function abandonRelogin(): void {
    const { sessionEnd } = store.get();
    if (!sessionEnd) return;
    setSignedOut(endError);
    post("given-up");
    whenOnline(() => tellExpired(sessionEnd.reason));
  }

  function whenOnline(go: () => void): void {
    const stop = store.subscribe(look);
    function look(): void {
      if (store.get().connection !== "online") return;
      stop();
      go();
    }
    look();
  }

  /** A session that a rule or a stranger ended leaves the cookies as they are; signing out moves the epoch, or is noted. */
  function endErrorFor(reason?: EndReason): AuthError {
    const { session } = store.get();
    const wasLeft =
      env.epoch() !== epoch || env.signOutMarkers.all().some(({ sessionId }) => sessionId === session?.id);
    return signedOutError(reason ?? (wasLeft ? "signed_out" : undefined));
  }

  function onSessionEnded(end: SessionEnd): void {
    if (end.sessionId === store.get().session?.id) handleSessionEnd(signedOutError(end.reason), false, end);
  }

  function applySession(view: CurrentSessionView, tell: boolean, sentAt: number, told?: SessionEnd): void {
    const { status, user, session, sessionEnd, mismatch } = store.get();
    if (mismatch) return;
    const expected = user ?? sessionEnd?.user;
    // What another tab was told of the end counts as far as the server says the same.
    if (!view.authenticated)
      handleSessionEnd(endErrorFor(view.reason), tell, told?.reason === view.reason ? told : undefined);
    // Nothing of one user may stay on the screen, or in the router's cache, under another.
    else if (expected && expected.id !== view.user.id) mismatched();
    else {
      setSignedIn(view, sentAt);
      // What was asked for while nothing was known may well be answered for this session.
      if (status === "signed-out" || (session && session.id !== view.session.id)) tokens.startSession();
    }
  }

  async function fetchSession(tell = true, again = true, told?: SessionEnd): Promise<CurrentSessionView> {
    const seen = env.epoch();
    const asked = sessionVersion;
    const wasSignedIn = isSignedIn();
    let sentAt = env.now();
    const ask = () => requestJson<CurrentSessionView>(env, "/api/session", { method: "GET" });
    store.set({ checking: true, checkError: null });
    try {
      let view = await ask();
      // A new password, on its way in this browser, makes the cookie it replaces good for nothing: ask after it.
      if (!view.authenticated && !view.reason && wasSignedIn && env.epoch() === epoch) {
        sentAt = env.now();
        view = await withTabLock(env, ask);
      }
      // Somebody signed in or out meanwhile: the answer is about the time before.
      if (env.epoch() === seen && sessionVersion === asked) applySession(view, tell, sentAt, told);
      // Unless it has ended here: then there is nothing left to find out.
      else if (again && (isSignedIn() || !wasSignedIn)) return await fetchSession(tell, false, told);
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

  /** Hides the page until the server has been asked; @returns false when it could not be. */
  async function revalidateHidden(tell: boolean, told?: SessionEnd): Promise<boolean> {
    // An answer that is on its way is older than the doubt.
    sessionVersion = {};
    store.set({ isHidden: true });
    try {
      await fetchSession(tell, true, told);
      // The answer was about the time before a sign-in elsewhere: ask about the time after it.
      if (store.get().isHidden) await revalidate();
      return true;
    } catch {
      return false;
    }
  }

  /** By our clocks the session is over: nothing private is seen from here on, whatever the server's clock says. */
  async function onDeadlinePassed(kind: ExpiryReason): Promise<void> {
    if (!isSignedIn()) return;
    store.set({ expiryWarning: null, isHidden: true });
    if (store.get().checking) return;
    if (!(await revalidateHidden(true)) && isSignedIn()) ended(signedOutError(kind));
  }

  function onTabMessage(message: TabMessage): void {
    if (message === "sessions-changed") events.emit("sessionsChanged", undefined);
    else if (message === "refreshed") tokens.wake();
    else if (message === "signed-in") void revalidate();
    else if (message === "present") {
      if (store.get().expiryWarning) void ask();
    } else if (message === "user-changed") fetchSession(false).catch(nothing);
    else if (message === "given-up") abandonRelogin();
    else if (message === "signed-out") void verifySessionEnd();
    else if (message.ended.sessionId === store.get().session?.id) void verifySessionEnd(message.ended);
  }

  /** Another tab says that the session is over. When the server cannot be asked: better out than in. */
  async function verifySessionEnd(told?: SessionEnd): Promise<void> {
    if (isSignedIn() && !(await revalidateHidden(false, told)) && isSignedIn())
      ended(endErrorFor(told?.reason), false, told);
  }

  /** The epoch cookie is what every tab can see of a sign-in or sign-out in another one. */
  async function revalidate(): Promise<void> {
    if (env.epoch() !== epoch) await fetchSession(false).catch(nothing);
  }

  function onSleep(): void {
    const slept = measureSleep();
    if (slept === 0) return;
    tokens.advanceClock(slept);
    limits.advanceClock(slept);
    limits.check();
  }

  function wake(persisted: boolean): void {
    onSleep();
    if (persisted) void onBfcacheRestore();
    else {
      limits.check();
      const { checking, connection } = store.get();
      const isStale =
        isSignedIn() && !isInBfcache && !checking && env.now() - lastConfirmedAt > RECHECK_AFTER_MS;
      void (isStale && connection === "online" ? ask() : revalidate()).then(tokens.wake);
    }
  }

  /** Going away is when a page has to be hidden: the first frame of coming back is the last one of before. */
  function onBfcacheStore(): void {
    isInBfcache = true;
    if (isSignedIn()) store.set({ isHidden: true });
  }

  async function onBfcacheRestore(): Promise<void> {
    isNavigating = false;
    // Somebody signed in or out meanwhile, or the page was emptied before it was left.
    if (env.epoch() !== epoch || (initial && !isSignedIn())) return leave(env.reload);
    if (isSignedIn()) await revalidateHidden(true);
    limits.check();
    if (isNavigating) return;
    isInBfcache = false;
    // Where nobody could be asked, and nothing was against it: the page was on the screen before.
    if (isSignedIn() && !store.get().checking) store.set({ isHidden: false });
    tokens.wake();
  }

  function startHeartbeat(): Cancel {
    let cancel = env.after(HEARTBEAT_MS, again);
    function again() {
      onSleep();
      cancel = env.after(HEARTBEAT_MS, again);
    }
    return () => cancel();
  }

  return {
    store,
    events,
    tokens,
    limits,
    isSignedIn,
    post,
    setSignedIn,
    setSignedOut,
    withPlannedSignOut,
    onSessionEnded,
    abandonRelogin,
    whenOnline,
    revalidate,
    fetchSession,
    start(onSessionExpired) {
      expired = onSessionExpired;
      epoch = env.epoch();
      channel = env.openChannel(onTabMessage);
      const stops = [env.onWake(wake), env.onBfcache(onBfcacheStore), startHeartbeat()];
      if (store.get().status === "loading") fetchSession().catch(nothing);
      else if (initial?.serverTime) limits.setLimits(initial.session, initial.serverTime, env.now());
      return () => {
        for (const stop of stops) stop();
        channel?.close();
        channel = null;
      };
    },
  };
}

function nothing(): void {}

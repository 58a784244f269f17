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
import { loginAddress } from "@/lib/session/login-address";
import { type EndReason, type ExpiryReason, isExpiry, type LoginReason } from "@/lib/session/reasons";
import type { EndView } from "@/lib/session/session-events";
import { createEmitter, type Emitter } from "./auth-events";
import { type AuthState, type Identity, initialState } from "./auth-state";
import { type LimitWatch, watchLimits } from "./expiry-monitor";
import { createSleepMeter } from "./sleep-detector";
import { createStore, type Store } from "./store";

export interface SessionEnd {
  reason: LoginReason;
  /** The login page, explaining the reason and coming back to this page. */
  loginPath: string;
}

export interface IdentityKeeper {
  store: Store<AuthState>;
  events: Emitter;
  tokens: TokenManager;
  limits: LimitWatch;
  isSignedIn(): boolean;
  /** Joins the other tabs and listens for the page waking; returns what undoes it. */
  start(onSessionExpired: (end: SessionEnd) => void): Cancel;
  post(message: TabMessage): void;
  /** Becomes somebody. @param sentAt when the request left that said so */
  enter(identity: Identity, sentAt: number): void;
  /**
   * Runs what ends the session of this tab on purpose. That it has ended is no news meanwhile: it hides the page, and
   * is believed only when `work` fails.
   */
  leaving<T>(reason: EndReason, work: () => Promise<T>): Promise<T>;
  /** The server said how the session of this tab ended. */
  hearEnd(end: EndView): void;
  /** Leaves a page that waits for its person (`state.end`). */
  giveUp(): void;
  /** Goes to another page as soon as the server can be reached: until then this one stays, emptied. */
  whenReached(go: () => void): void;
  /** Asks whether the page that waits still waits for the one who is signed in; if not, it is left or goes on. */
  reconcile(): Promise<void>;
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

/** Milliseconds a tab says that somebody else is signed in before it loads anew. */
export const MISMATCH_NOTICE = 2_000;
/** What the server said so lately is not asked again when somebody comes back to the page. Milliseconds. */
const FRESH = 10_000;
/** How often a page looks whether the machine slept: not every way of waking tells the page. Milliseconds. */
const HEARTBEAT = 30_000;

export interface IdentityOptions {
  /** Who the server rendered this page for; null for nobody, undefined to ask. */
  initial: Identity | null | undefined;
  /** Milliseconds before its expiry that the access token is renewed. */
  leeway: number;
  /** Whether a page whose session ends waits for its person, or is left. */
  waits: boolean;
}

export function createIdentityKeeper(
  env: Environment,
  { initial, leeway, waits }: IdentityOptions,
): IdentityKeeper {
  const store = createStore(initialState(initial));
  const events = createEmitter();
  const owner = {
    userId: () => store.get().user?.id ?? null,
    mismatched,
    failed: (error: AuthError) => events.emit("error", error),
    rotated,
    ended,
  };
  const tokens = createTokenManager(env, owner, leeway);
  const ask = () => check().then(nothing, nothing);
  const limits = watchLimits(env, {
    ask,
    warn: (ending) => store.get().ending !== ending && store.set({ ending }),
    passed,
  });
  const measureSleep = createSleepMeter(env);
  let channel: TabChannel | null = null;
  let expired: (end: SessionEnd) => void = () => {};
  // The epoch this tab's belief belongs to.
  let epoch = "";
  // When the server last said that the session is on.
  let heardAt = env.now();
  // Another object for every sign-in and sign-out here, so that an older answer about the session is not believed.
  let belief = {};
  // Why this tab is ending its session itself, and what it heard of that.
  let going: EndReason | null = null;
  let heardMeanwhile: Parameters<typeof ended> | null = null;
  // Why the page waits, for whoever gives up.
  let over: AuthError = signedOut();
  // From the moment the browser puts the page aside (bfcache) until, taken out again, it knows who is signed in.
  let isAside = false;
  let isLeft = false;

  if (initial === null) tokens.drop(signedOut());

  const isSignedIn = () => store.get().status === "signed-in";
  const post = (message: TabMessage) => channel?.post(message);

  function rotated({ session, serverTime }: RefreshView, sentAt: number): void {
    heardAt = sentAt;
    if (isSignedIn()) store.set({ session });
    limits.note(session, serverTime, sentAt);
    post("refreshed");
    events.emit("tokenRefresh", session);
  }

  function enter({ user, session, serverTime }: Identity, sentAt: number): void {
    belief = {};
    heardAt = sentAt;
    epoch = env.epoch();
    store.set({ status: "signed-in", user, session, end: null, concealed: false });
    if (serverTime) limits.note(session, serverTime, sentAt);
  }

  function exit(error: AuthError): void {
    forget();
    tokens.drop(error);
  }

  function forget(): void {
    belief = {};
    epoch = env.epoch();
    limits.forget();
    store.set({ status: "signed-out", user: null, session: null, end: null, concealed: false });
  }

  /** Somebody else is signed in: nothing of this user is sent or shown any more. */
  function mismatched(error = new AuthError("session_mismatch", "Somebody else is signed in now.")): void {
    if (store.get().mismatch) return;
    store.set({ mismatch: true });
    limits.forget();
    tokens.drop(error);
    env.after(MISMATCH_NOTICE, () => leave(env.reload));
  }

  /** Leaves the document, once: a second navigation would call back the first. */
  function leave(go: () => void): void {
    if (isLeft) return;
    isLeft = true;
    go();
  }

  /**
   * Something else than this tab ended the session.
   *
   * @param tell off when another tab already told everybody
   */
  function ended(error: AuthError, tell = true, details: Partial<EndView> = {}): void {
    const { user, session } = store.get();
    const wasSignedIn = isSignedIn();
    const reason = error.details?.reason;
    if (!wasSignedIn || !user) {
      // A page that waits goes on waiting: it heard this before.
      if (!store.get().end) exit(error);
      return;
    }
    // Nobody was at this page when its session ended, so nobody waits to go on with it: the server decides anew.
    if (isAside) {
      exit(error);
      leave(env.reload);
      return;
    }
    const told: LoginReason = reason ?? "expired";
    if (waits && reason !== "signed_out") {
      forget();
      over = error;
      tokens.suspend();
      // A limit is known here too, as it was when the server last spoke of it.
      const limit = isExpiry(told) ? session?.expiresAt : null;
      const { at = limit ?? null, by = null, from = null } = details;
      store.set({ end: { reason: told, at, by, from, user, rememberMe: session?.rememberMe ?? false } });
    } else {
      exit(error);
    }
    if (tell) post("signed-out");
    if (reason === "signed_out") {
      // Somebody did this on purpose, in another tab: nothing expired, and there is nothing to come back to.
      events.emit("logout", undefined);
      whenReached(() => leave(() => env.navigate(loginAddress(reason, null))));
    } else {
      events.emit("error", error);
      if (!waits) tellExpired(told);
    }
  }

  /** As `ended`, for what is heard and not found out by a call of this tab's own. */
  function noteEnd(...end: Parameters<typeof ended>): void {
    const isOwn = going !== null && end[0].details?.reason === going && !store.get().reauthentication;
    if (isOwn) {
      heardMeanwhile = end;
      store.set({ concealed: true });
    } else ended(...end);
  }

  async function leaving<T>(reason: EndReason, work: () => Promise<T>): Promise<T> {
    going = reason;
    try {
      return await work();
    } finally {
      const heard = heardMeanwhile;
      going = heardMeanwhile = null;
      if (heard && isSignedIn()) ended(...heard);
    }
  }

  function tellExpired(reason: LoginReason): void {
    const end = { reason, loginPath: loginAddress(reason, env.path()) };
    // Last of all: after React has drawn the signed-out page, and every waiting call has been told.
    env.after(0, () => expired(end));
  }

  function giveUp(): void {
    const { end } = store.get();
    if (!end) return;
    exit(over);
    post("given-up");
    whenReached(() => tellExpired(end.reason));
  }

  function whenReached(go: () => void): void {
    const stop = store.subscribe(look);
    function look(): void {
      if (store.get().connection !== "online") return;
      stop();
      go();
    }
    look();
  }

  /** A session that a rule or a stranger ended leaves the cookies as they are; signing out moves the epoch, or is noted. */
  function whyOver(reason?: EndReason): AuthError {
    const { session } = store.get();
    const wasLeft =
      env.epoch() !== epoch || env.leftNotes.all().some(({ sessionId }) => sessionId === session?.id);
    return signedOut(reason ?? (wasLeft ? "signed_out" : undefined));
  }

  function hearEnd(end: EndView): void {
    if (end.sessionId === store.get().session?.id) noteEnd(signedOut(end.reason), false, end);
  }

  function believe(view: CurrentSessionView, tell: boolean, sentAt: number, told?: EndView): void {
    const { status, user, session, end, mismatch } = store.get();
    if (mismatch) return;
    const expected = user ?? end?.user;
    // What another tab was told of the end counts as far as the server says the same.
    if (!view.authenticated)
      noteEnd(whyOver(view.reason), tell, told?.reason === view.reason ? told : undefined);
    // Nothing of one user may stay on the screen, or in the router's cache, under another.
    else if (expected && expected.id !== view.user.id) mismatched();
    else {
      enter(view, sentAt);
      // What was asked for while nothing was known may well be answered for this session.
      if (status === "signed-out" || (session && session.id !== view.session.id)) tokens.begin();
    }
  }

  async function check(tell = true, again = true, told?: EndView): Promise<CurrentSessionView> {
    const seen = env.epoch();
    const asked = belief;
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
      if (env.epoch() === seen && belief === asked) believe(view, tell, sentAt, told);
      // Unless it has ended here: then there is nothing left to find out.
      else if (again && (isSignedIn() || !wasSignedIn)) return await check(tell, false, told);
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
  async function doubt(tell: boolean, told?: EndView): Promise<boolean> {
    // An answer that is on its way is older than the doubt.
    belief = {};
    store.set({ concealed: true });
    try {
      await check(tell, true, told);
      // The answer was about the time before a sign-in elsewhere: ask about the time after it.
      if (store.get().concealed) await reconcile();
      return true;
    } catch {
      return false;
    }
  }

  /** By our clocks the session is over: nothing private is seen from here on, whatever the server's clock says. */
  async function passed(kind: ExpiryReason): Promise<void> {
    if (!isSignedIn()) return;
    store.set({ ending: null, concealed: true });
    if (store.get().checking) return;
    if (!(await doubt(true)) && isSignedIn()) ended(signedOut(kind));
  }

  function follow(message: TabMessage): void {
    if (message === "sessions-changed") events.emit("sessionsChanged", undefined);
    else if (message === "refreshed") tokens.wake();
    else if (message === "signed-in") void reconcile();
    else if (message === "present") {
      if (store.get().ending) void ask();
    } else if (message === "user-changed") check(false).catch(nothing);
    else if (message === "given-up") giveUp();
    else if (message === "signed-out") void confirmEnd();
    else if (message.ended.sessionId === store.get().session?.id) void confirmEnd(message.ended);
  }

  /** Another tab says that the session is over. When the server cannot be asked: better out than in. */
  async function confirmEnd(told?: EndView): Promise<void> {
    if (isSignedIn() && !(await doubt(false, told)) && isSignedIn())
      ended(whyOver(told?.reason), false, told);
  }

  /** The epoch cookie is what every tab can see of a sign-in or sign-out in another one. */
  async function reconcile(): Promise<void> {
    if (env.epoch() !== epoch) await check(false).catch(nothing);
  }

  function noteSleep(): void {
    const slept = measureSleep();
    if (slept === 0) return;
    tokens.age(slept);
    limits.age(slept);
    limits.look();
  }

  function wake(persisted: boolean): void {
    noteSleep();
    if (persisted) void comeBack();
    else {
      limits.look();
      const { checking, connection } = store.get();
      const isStale = isSignedIn() && !isAside && !checking && env.now() - heardAt > FRESH;
      void (isStale && connection === "online" ? ask() : reconcile()).then(tokens.wake);
    }
  }

  /** Going away is when a page has to be hidden: the first frame of coming back is the last one of before. */
  function setAside(): void {
    isAside = true;
    if (isSignedIn()) store.set({ concealed: true });
  }

  async function comeBack(): Promise<void> {
    isLeft = false;
    // Somebody signed in or out meanwhile, or the page was emptied before it was left.
    if (env.epoch() !== epoch || (initial && !isSignedIn())) return leave(env.reload);
    if (isSignedIn()) await doubt(true);
    limits.look();
    if (isLeft) return;
    isAside = false;
    // Where nobody could be asked, and nothing was against it: the page was on the screen before.
    if (isSignedIn() && !store.get().checking) store.set({ concealed: false });
    tokens.wake();
  }

  function beat(): Cancel {
    let cancel = env.after(HEARTBEAT, again);
    function again() {
      noteSleep();
      cancel = env.after(HEARTBEAT, again);
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
    enter,
    exit,
    leaving,
    hearEnd,
    giveUp,
    whenReached,
    reconcile,
    check,
    start(onSessionExpired) {
      expired = onSessionExpired;
      epoch = env.epoch();
      channel = env.openChannel(follow);
      const stops = [env.onWake(wake), env.onSetAside(setAside), beat()];
      if (store.get().status === "loading") check().catch(nothing);
      else if (initial?.serverTime) limits.note(initial.session, initial.serverTime, env.now());
      return () => {
        for (const stop of stops) stop();
        channel?.close();
        channel = null;
      };
    },
  };
}

function nothing(): void {}

/**
 * What one tab believes about its session, what can happen to it, and what it can do about it. Types and plain values only.
 */
import type { TabMessage } from "@/lib/client/browser/tab-message";
import type { AuthError } from "@/lib/client/http/auth-error";
import type { TokenSignal } from "@/lib/client/tokens/rotator";
import type { AccountView, CurrentSessionView, SessionView } from "@/lib/session/contract";
import type { EndReason, ExpiryReason, LoginReason } from "@/lib/session/reasons";
import type { SessionEnd } from "@/lib/session/session-events";
import type { AuthEvents } from "./auth-events";
import { type AuthState, initialState, type UserSession } from "./auth-state";

/** `AuthState` is the part that components see. */
export interface TabState extends AuthState {
  /** Whether a page whose session ends waits for the password, or leaves. */
  reloginInPlace: boolean;
  /** The value of the epoch cookie that belongs to this belief; null until it is known. */
  epoch: string | null;
  /** When the server last confirmed the session, in milliseconds on the monotonic clock. */
  lastConfirmedAt: number;
  /**
   * Grows with every sign-in, sign-out and question about an unconfirmed session, so that the tab can recognise an answer
   * to an older question.
   */
  version: number;
  /** Questions under way that decide whether the hidden page may be shown. */
  openConfirmations: number;
  /** Why this tab is ending its session itself, while it does. */
  plannedEnd: EndReason | null;
  /** A report of that end that came meanwhile. */
  deferredEnd: EndReport | null;
  /** The error for calls that wait, should the user give up signing in again. */
  endError: AuthError | null;
  /** The page waits for the password because a clock or another tab said so, while the server could not be asked. */
  isEndUnconfirmed: boolean;
  /** From `pagehide` into the back/forward cache until, restored, the tab knows again whether it may be shown. */
  isInBfcache: boolean;
  /** A document load was started, or may have been, for a form. A second one would cancel it. */
  isNavigating: boolean;
}

/** What the browser says at the moment of a decision. */
export interface BrowserFacts {
  /** Milliseconds on the monotonic clock. */
  now: number;
  /** The value of the epoch cookie. */
  epoch: string;
  /** Ids of the sessions that were signed out in this browser while the server could not be reached. */
  signedOutSessions: string[];
}

/** One report that the session is over. What is left out is not known. */
export interface EndReport extends Partial<Pick<SessionEnd, "reason" | "at" | "by" | "from">> {
  /** `refresh`: a call of this tab was refused. `server`: its word. `tab`: another tab's. `clock`: a limit by our clock. */
  source: "refresh" | "server" | "tab" | "clock";
  /** The refusal itself, from `refresh`. */
  error?: AuthError;
  /** Whether the other tabs still have to be told. */
  tell: boolean;
}

/** Why a page is hidden until the server has been asked. */
export type UnconfirmedCause =
  | { why: "deadline"; kind: ExpiryReason }
  | { why: "news" }
  | { why: "restored" };

/** The server's word about this browser. */
export type AnsweredView = CurrentSessionView & { signIns?: AccountView[]; end?: SessionEnd };

export type Signal =
  | { type: "started"; serverTime?: string | undefined }
  /** This tab signed a user in. `sentAt`: when the request left, on the monotonic clock. */
  | { type: "signed-in"; snapshot: UserSession; sentAt: number }
  /** This tab begins to end its own session; `hide` to show nothing private from now on. */
  | { type: "sign-out-planned"; reason: EndReason; hide: boolean }
  /** The planned sign-out is done: leave for `path`. */
  | { type: "signed-out"; reason: EndReason; path: string }
  /** The planned sign-out is over, done or failed. */
  | { type: "sign-out-settled" }
  | TokenSignal
  /** The event stream said that a session ended. */
  | { type: "end-streamed"; end: SessionEnd }
  /** The event stream of this tab is lost, or open again. */
  | { type: "stream-changed"; isLost: boolean }
  /** The server said who is signed in. */
  | { type: "answered"; view: AnsweredView; sentAt: number; tell: boolean }
  | { type: "check-failed"; error: AuthError }
  /** The server was asked about an unconfirmed session; `reached` when it answered. */
  | { type: "confirmation-finished"; cause: UnconfirmedCause; reached: boolean }
  /** The server can be reached, which an end that it has not confirmed waits for. */
  | { type: "reached" }
  | { type: "deadline-passed"; kind: ExpiryReason }
  | { type: "relogin-abandoned" }
  /** The user is at the page whose session may be renewed by the identity provider: it is asked now. */
  | { type: "renewal-started" }
  /** The identity provider was asked, or could not be. When the session goes on, this says nothing. */
  | { type: "renewal-finished" }
  /** Another tab said something, which may be nothing that this build knows. */
  | { type: "tab-message"; message: string }
  | { type: "woke" }
  | { type: "bfcache-stored" }
  | { type: "bfcache-restored" }
  /** The limits were checked after a restore: the page may be shown if none has passed. */
  | { type: "restore-finished" }
  /** The browser loads another document, for a form that this page has posted. */
  | { type: "leaving" }
  /** The browser has had its time for that. */
  | { type: "stayed" }
  /** It is time to load `path`; null reloads this page. */
  | { type: "leave"; path: string | null };

/** The work a decision may ask for. `session-effects.ts` implements it. */
export interface EffectRunners {
  post(message: TabMessage): void;
  emit(...event: { [E in keyof AuthEvents]: [E, AuthEvents[E]] }[keyof AuthEvents]): void;
  /** Asks the server who is signed in. @param wakes whether the token is looked at afterwards */
  check(tell: boolean, wakes?: boolean): void;
  /** Reports `reached` as soon as the server can be reached, `delayMs` from now at the earliest. */
  awaitServer(delayMs: number): void;
  /** Asks the server on behalf of a hidden page, then reports `confirmation-finished`. */
  confirmSession(cause: UnconfirmedCause): void;
  setLimits(session: SessionView, serverTime: string, sentAt: number): void;
  clearLimits(): void;
  /** Looks whether a limit has passed, then reports `restore-finished`. */
  finishRestore(): void;
  dropTokens(error: AuthError): void;
  pauseTokens(): void;
  startSession(): void;
  wakeTokens(): void;
  /** Reports `leave` as soon as the server can be reached. */
  leaveWhenOnline(path: string | null): void;
  navigate(path: string | null): void;
  /** Calls `onSessionExpired`, after React has drawn the signed-out page and every waiting call has its answer. */
  expire(reason: LoginReason, whenOnline: boolean): void;
}

export type Effect = {
  [K in keyof EffectRunners]: [K, ...Parameters<EffectRunners[K]>];
}[keyof EffectRunners];

export interface Transition {
  state: TabState;
  effects: Effect[];
}

/**
 * @param initial who the server rendered the page for; null for a visitor, undefined when it did not say
 * @param epoch the epoch cookie of the request that the page was rendered for; undefined when the server did not say
 * @param now milliseconds on the monotonic clock
 */
export function initialTabState(
  initial: UserSession | null | undefined,
  epoch: string | undefined,
  reloginInPlace: boolean,
  now: number,
): TabState {
  return {
    ...initialState(initial),
    reloginInPlace,
    epoch: epoch ?? null,
    lastConfirmedAt: now,
    version: 0,
    openConfirmations: 0,
    plannedEnd: null,
    deferredEnd: null,
    endError: null,
    isEndUnconfirmed: false,
    isInBfcache: false,
    isNavigating: false,
  };
}

/** @returns a decision: `state`, and what to do about it, in order */
export function step(state: TabState, ...effects: Effect[]): Transition {
  return { state, effects };
}

/** @returns true while a user is signed in in the tab, as far as it knows */
export function isSignedIn({ status }: TabState): boolean {
  return status === "signed-in";
}

/** @returns true when there was a sign-in or sign-out in this browser that `state` does not know of */
export function hasEpochMoved({ epoch }: TabState, facts: BrowserFacts): boolean {
  return epoch !== null && epoch !== facts.epoch;
}

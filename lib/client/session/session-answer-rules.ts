/**
 * What an answer of the server means for a tab. Pure, like `session-rules.ts`.
 */
import type { CurrentSessionView } from "@/lib/session/contract";
import type { UserSession } from "./auth-state";
import { decideEnd, decideMismatch } from "./session-end-rules";
import {
  type BrowserFacts,
  hasEpochMoved,
  isSignedIn,
  type Signal,
  step,
  type TabState,
  type Transition,
} from "./session-state";

/** A sign-in in this tab, or the server's word that the session is on. */
export function becomeSignedIn(
  state: TabState,
  { user, session, serverTime }: UserSession,
  sentAt: number,
  facts: BrowserFacts,
): Transition {
  const next: TabState = {
    ...state,
    status: "signed-in",
    user,
    session,
    ownerId: user.id,
    sessionEnd: null,
    isEndUnconfirmed: false,
    isHidden: false,
    mismatch: false,
    version: state.version + 1,
    lastConfirmedAt: sentAt,
    epoch: facts.epoch,
  };
  return serverTime ? step(next, ["setLimits", session, serverTime, sentAt]) : step(next);
}

/** The server said who is signed in. */
export function decideAnswer(
  state: TabState,
  { view, sentAt, tell }: Extract<Signal, { type: "answered" }>,
  facts: BrowserFacts,
): Transition {
  const { status, session, ownerId, mismatch } = state;
  if (!view.authenticated) {
    // The account of this tab is still signed in, but no account is active: none becomes so without a click.
    const waits = view.signIns?.some((one) => one.user.id === ownerId && !one.active && !one.endedReason);
    if (waits) return decideMismatch(state);
    // Details of an earlier end say nothing about this one.
    const details = view.end?.reason === view.reason ? view.end : view.reason && { reason: view.reason };
    return decideEnd({ ...state, mismatch: false }, { ...details, source: "server", tell }, facts);
  }
  // Nothing of one user may stay on the screen, or in the router's cache, under another.
  if (ownerId && ownerId !== view.user.id) return decideMismatch(state);
  const next = becomeSignedIn(state, view, sentAt, facts);
  // Calls that were made before this was known may well be answered for this session.
  const isNewSession = mismatch || status === "signed-out" || (session && session.id !== view.session.id);
  return isNewSession ? step(next.state, ...next.effects, ["startSession"]) : next;
}

/** What the tab believed when it asked the server, and the epoch cookie at that moment. */
export interface Question {
  state: TabState;
  epoch: string;
}

/**
 * @returns `stale` for an answer about an earlier state of this tab, which asks again; `over` when the session it was
 *   about has ended here meanwhile, or this tab has stopped waiting for a new sign-in: nothing is left to ask
 */
export function judgeAnswer(
  state: TabState,
  asked: Question,
  facts: BrowserFacts,
): "current" | "stale" | "over" {
  if (facts.epoch === asked.epoch && state.version === asked.state.version) return "current";
  if (isSignedIn(state)) return "stale";
  const hasStoppedWaiting = asked.state.sessionEnd && !state.sessionEnd;
  return isSignedIn(asked.state) || hasStoppedWaiting ? "over" : "stale";
}

/**
 * @returns true for a "not signed in" without a reason while the epoch stands still: a password change in this browser may
 *   have replaced the cookie that the request carried, so the tab asks once more after it
 */
export function isUnexplained(
  state: TabState,
  view: CurrentSessionView,
  asked: Question,
  facts: BrowserFacts,
): boolean {
  return !view.authenticated && !view.reason && isSignedIn(asked.state) && !hasEpochMoved(state, facts);
}

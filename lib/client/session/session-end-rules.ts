/**
 * How a session ends in a tab. Pure: a state, a signal and the facts of the moment go in; a state and effects come out.
 */
import { AuthError } from "@/lib/client/http/auth-error";
import { loginUrl } from "@/lib/session/login-url";
import { type EndReason, isExpiry, type LoginReason } from "@/lib/session/reasons";
import {
  type BrowserFacts,
  type Effect,
  type EndReport,
  hasEpochMoved,
  isSignedIn,
  step,
  type TabState,
  type Transition,
  type UnconfirmedCause,
} from "./session-state";

/** @returns the error every call gets once the session has ended for `reason`. */
export function signedOutError(reason?: EndReason): AuthError {
  const code = !reason ? "not_authenticated" : isExpiry(reason) ? "session_expired" : "session_revoked";
  return new AuthError(code, reason && { details: { reason } });
}

/**
 * The one entrance for "the session of this tab has ended", whatever the source.
 *
 * @param end the report; without a reason, or with one from this device's clock only, a sign-out in this browser explains
 *   it better
 */
export function decideEnd(state: TabState, end: EndReport, facts: BrowserFacts): Transition {
  const reason = explainEnd(state, end, facts);
  const error = end.error && end.error.details?.reason === reason ? end.error : signedOutError(reason);
  const { session, sessionEnd, reauthentication } = state;
  // A page that waits for the password knows of this end already, unless the server has yet to confirm it.
  const user = state.user ?? (state.isEndUnconfirmed && sessionEnd?.user);
  if (!user) return sessionEnd ? step(state) : becomeSignedOut(state, error, facts);
  // This tab is ending the session itself, and then leaves, perhaps for another place than this end would lead to: hide
  // the page, and handle the end only if that fails. An action that waits for the password would wait for ever, and so would
  // a refused call.
  if (state.plannedEnd === reason && !reauthentication) {
    const refused: Effect[] = end.source === "refresh" ? [["dropTokens", error]] : [];
    return step({ ...state, isHidden: true, deferredEnd: end }, ...refused);
  }
  // The page is in the back/forward cache, or the browser is leaving it. It shows nothing about the end. A page that comes
  // out of the cache is reloaded, and the server decides.
  if (state.isInBfcache || state.isNavigating) {
    const left = decideLeave(state, null);
    return becomeSignedOut(left.state, error, facts, ...left.effects);
  }
  const told: LoginReason = reason ?? "expired";
  const more: Effect[] = end.tell ? [["post", "signed-out"]] : [];
  // A sign-out in another tab: nothing expired, and there is nothing to come back to.
  if (reason === "signed_out") {
    more.push(["emit", "logout", undefined], ["leaveWhenOnline", loginUrl(reason, null)]);
    return becomeSignedOut(state, error, facts, ...more);
  }
  more.push(["emit", "error", error]);
  const isEndUnconfirmed = end.source === "clock" || end.source === "tab";
  const viaProvider = session ? session.authMethods.includes("oidc") : sessionEnd?.viaProvider === true;
  // Only a limit: a session that a person or a rule has ended must not come back by itself.
  const renewal = viaProvider && isExpiry(told) && !isEndUnconfirmed ? "due" : null;
  if (!state.reloginInPlace && !renewal)
    return becomeSignedOut(state, error, facts, ...more, ["expire", told, false]);
  if (isEndUnconfirmed) more.push(["awaitServer", 0]);
  // The server named a limit's time in advance.
  const limit = isExpiry(told) ? (session?.expiresAt ?? sessionEnd?.at ?? null) : null;
  const { at = limit, by = null, from = null } = end.reason === reason ? end : {};
  const { rememberMe = false } = session ?? sessionEnd ?? {};
  return step(
    {
      ...forgetSession(state, facts),
      sessionEnd: { reason: told, at, by, from, user, rememberMe, viaProvider, renewal },
      endError: error,
      isEndUnconfirmed,
    },
    ["clearLimits"],
    ["pauseTokens"],
    ...more,
  );
}

/** Sessions that a rule or another device ends leave the cookies alone; a sign-out moves the epoch, or leaves a marker. */
function explainEnd(state: TabState, end: EndReport, facts: BrowserFacts): EndReason | undefined {
  const reason = end.reason ?? end.error?.details?.reason;
  if (reason && end.source !== "clock") return reason;
  const isMarked = facts.signedOutSessions.includes(state.session?.id ?? "");
  return hasEpochMoved(state, facts) || isMarked ? "signed_out" : reason;
}

/** Nothing private is left in memory afterwards. @param more effects, after those that forget the session */
export function becomeSignedOut(
  state: TabState,
  error: AuthError,
  facts: BrowserFacts,
  ...more: Effect[]
): Transition {
  return step(forgetSession(state, facts), ["clearLimits"], ["dropTokens", error], ...more);
}

function forgetSession(state: TabState, facts: BrowserFacts): TabState {
  return {
    ...state,
    status: "signed-out",
    user: null,
    session: null,
    sessionEnd: null,
    expiryWarning: null,
    isEndUnconfirmed: false,
    isHidden: false,
    mismatch: false,
    version: state.version + 1,
    epoch: facts.epoch,
  };
}

/**
 * Hides the page and asks the server. Answers to earlier questions no longer count.
 *
 * @param more effects, before the question
 */
export function becomeUnconfirmed(state: TabState, cause: UnconfirmedCause, ...more: Effect[]): Transition {
  const { version, openConfirmations } = state;
  return step(
    { ...state, isHidden: true, version: version + 1, openConfirmations: openConfirmations + 1 },
    ...more,
    ["confirmSession", cause],
  );
}

/**
 * The server was asked about an unconfirmed session. If it could not be reached, the session counts as ended: the page
 * stays hidden.
 */
export function decideConfirmed(
  before: TabState,
  cause: UnconfirmedCause,
  reached: boolean,
  facts: BrowserFacts,
): Transition {
  const state = { ...before, openConfirmations: before.openConfirmations - 1 };
  if (cause.why === "restored") return step(state, ["finishRestore"]);
  // Shown, ended or set aside by what the server said.
  if (!isSignedIn(state) || !state.isHidden || state.mismatch) return step(state);
  // This tab is signing out itself. It continues when the server can be reached; while the page is blank, the client asks
  // every few seconds.
  if (state.plannedEnd) return reached ? step(state) : step(state, ["awaitServer", 0]);
  if (!reached)
    return cause.why === "deadline"
      ? decideEnd(state, { source: "clock", reason: cause.kind, tell: true }, facts)
      : decideEnd(state, { source: "tab", tell: false }, facts);
  // The answer was about an earlier session, and no other question is under way.
  return state.openConfirmations === 0 ? becomeUnconfirmed(state, cause) : step(state);
}

/** This tab's own sign-out is over. If it failed, an end that was reported meanwhile is an end like any other. */
export function decideSignOutSettled(before: TabState, facts: BrowserFacts): Transition {
  const state = { ...before, plannedEnd: null, deferredEnd: null };
  if (!isSignedIn(state)) return step(state);
  if (before.deferredEnd) return decideEnd(state, before.deferredEnd, facts);
  const isStuck = state.isHidden && state.openConfirmations === 0 && !state.isInBfcache;
  return isStuck ? becomeUnconfirmed(state, { why: "news" }) : step(state);
}

/** The user gave up on signing in again, here or in another tab. */
export function decideAbandon(state: TabState, facts: BrowserFacts): Transition {
  const { sessionEnd } = state;
  if (!sessionEnd) return step(state);
  const error = state.endError ?? signedOutError();
  return becomeSignedOut(state, error, facts, ["post", "given-up"], ["expire", sessionEnd.reason, true]);
}

/**
 * The renewal of a session by its identity provider, which is tried once. When it fails, the page leaves: the user may
 * have no password to continue with.
 */
export function decideRenewal(
  state: TabState,
  signal: "renewal-started" | "renewal-finished",
  facts: BrowserFacts,
): Transition {
  const { sessionEnd } = state;
  if (!sessionEnd?.renewal || state.mismatch) return step(state);
  return signal === "renewal-started"
    ? step({ ...state, sessionEnd: { ...sessionEnd, renewal: "running" } })
    : decideAbandon(state, facts);
}

/**
 * The account of this tab is not the active one: the tab shows and sends nothing until the user chooses. It never goes on
 * as another user by itself.
 *
 * @param more effects, after those that stop the tab
 */
export function decideMismatch(state: TabState, ...more: Effect[]): Transition {
  // The tokens that the tabs share by now are those of another user.
  if (state.mismatch) return step(state);
  return step(
    { ...state, mismatch: true, expiryWarning: null },
    ["clearLimits"],
    ["dropTokens", new AuthError("session_mismatch")],
    ...more,
  );
}

/** Leaves the document once. */
export function decideLeave(state: TabState, path: string | null): Transition {
  return state.isNavigating ? step(state) : step({ ...state, isNavigating: true }, ["navigate", path]);
}

/**
 * What a tab believes about its session, as one pure rule: a state, a signal and the facts of the moment go in; the next
 * state and the effects to run come out. How a session ends is in `session-end-rules.ts`, what an answer means in
 * `session-answer-rules.ts`.
 */
import { endedMessage, type TabMessage } from "@/lib/client/browser/tab-message";
import type { RefreshView } from "@/lib/session/contract";
import { becomeSignedIn, decideAnswer } from "./session-answer-rules";
import {
  becomeSignedOut,
  becomeUnconfirmed,
  decideAbandon,
  decideConfirmed,
  decideEnd,
  decideLeave,
  decideMismatch,
  decideRenewal,
  decideSignOutSettled,
  signedOutError,
} from "./session-end-rules";
import {
  type BrowserFacts,
  type Effect,
  hasEpochMoved,
  isSignedIn,
  type Signal,
  step,
  type TabState,
  type Transition,
} from "./session-state";

/** A tab that comes back into view asks the server again, unless the server has answered within this time. */
const RECHECK_AFTER_MS = 10_000;
/** How long a page that waits for the password takes to ask again whether its session has really ended. */
const CONFIRM_RETRY_MS = 10_000;

/**
 * @param facts what the browser says at this moment
 * @returns the next state, and the effects to run in their order
 */
export function decide(state: TabState, signal: Signal, facts: BrowserFacts): Transition {
  switch (signal.type) {
    case "started":
      return decideStart(state, signal.serverTime, facts);
    case "signed-in":
      return becomeSignedIn(state, signal.snapshot, signal.sentAt, facts);
    case "sign-out-planned":
      return step({ ...state, plannedEnd: signal.reason, isHidden: state.isHidden || signal.hide });
    case "signed-out":
      // What this tab ended it always leaves, even if that cancels another load.
      return becomeSignedOut(
        { ...state, isNavigating: false },
        signedOutError(signal.reason),
        facts,
        ["post", "signed-out"],
        ["emit", "logout", undefined],
        ["leaveWhenOnline", signal.path],
      );
    case "sign-out-settled":
      return decideSignOutSettled(state, facts);
    case "refreshed":
      return decideRefreshed(state, signal);
    case "refresh-refused":
      // That no account is active says nothing about that of this tab, which may still be signed in.
      return signal.error.code === "not_authenticated" && hasEpochMoved(state, facts)
        ? decideMismatch(state, ["check", true])
        : decideEnd(state, { source: "refresh", error: signal.error, tell: true }, facts);
    case "refresh-failed":
      return step(state, ["emit", "error", signal.error]);
    case "user-mismatched":
      return decideMismatch(state);
    case "end-streamed":
      return signal.end.sessionId === state.session?.id
        ? decideEnd(state, { ...signal.end, source: "server", tell: false }, facts)
        : step(state);
    case "stream-changed": {
      const next = { ...state, isStreamLost: signal.isLost };
      return signal.isLost && isSignedIn(state) ? step(next, ["check", true]) : step(next);
    }
    case "answered":
      return decideAnswer(state, signal, facts);
    case "check-failed": {
      const status = state.status === "loading" ? "unknown" : state.status;
      const again: Effect[] = state.isEndUnconfirmed ? [["awaitServer", CONFIRM_RETRY_MS]] : [];
      return step({ ...state, checkError: signal.error, status }, ["emit", "error", signal.error], ...again);
    }
    case "reached":
      return state.isEndUnconfirmed ? step(state, ["check", false]) : step(state);
    case "confirmation-finished":
      return decideConfirmed(state, signal.cause, signal.reached, facts);
    case "deadline-passed": {
      if (!isSignedIn(state)) return step(state);
      const hidden = { ...state, expiryWarning: null, isHidden: true };
      return state.openConfirmations > 0
        ? step(hidden)
        : becomeUnconfirmed(hidden, { why: "deadline", kind: signal.kind });
    }
    case "relogin-abandoned":
      return decideAbandon(state, facts);
    case "renewal-started":
    case "renewal-finished":
      return decideRenewal(state, signal.type, facts);
    case "tab-message":
      return decideMessage(state, signal.message, facts);
    case "woke":
      return decideWake(state, facts);
    case "bfcache-stored":
      // Hide before the page is stored: on restore the browser paints the old frame first.
      return step({ ...state, isInBfcache: true, isHidden: state.isHidden || isSignedIn(state) });
    case "bfcache-restored":
      return decideRestore({ ...state, isNavigating: false }, facts);
    case "restore-finished":
      return decideRestoreFinished(state, facts);
    case "leaving":
      return step({ ...state, isNavigating: true });
    case "stayed": {
      const next = { ...state, isNavigating: false };
      const isEmpty = state.ownerId && !isSignedIn(state) && !state.sessionEnd;
      return isEmpty ? step(next, ["leaveWhenOnline", null]) : step(next);
    }
    case "leave":
      return decideLeave(state, signal.path);
  }
}

function decideRefreshed(
  state: TabState,
  { view, sentAt }: { view: RefreshView; sentAt: number },
): Transition {
  const { session, serverTime } = view;
  return step(
    { ...state, ...(isSignedIn(state) && { session }), lastConfirmedAt: sentAt },
    ["setLimits", session, serverTime, sentAt],
    ["post", "refreshed"],
    ["emit", "tokenRefresh", session],
  );
}

function decideStart(before: TabState, serverTime: string | undefined, facts: BrowserFacts): Transition {
  const state = { ...before, epoch: before.epoch ?? facts.epoch };
  if (state.status === "loading") return step(state, ["check", true]);
  const { session } = state;
  const limits: Effect[] = session && serverTime ? [["setLimits", session, serverTime, facts.now]] : [];
  if (!hasEpochMoved(state, facts)) return step(state, ...limits);
  // The user signed in or out in another tab between the rendering of this page and the start of its scripts.
  return isSignedIn(state)
    ? becomeUnconfirmed(state, { why: "news" }, ...limits)
    : step(state, ["check", false]);
}

/** A message is a hint: the epoch cookie or the server has to confirm it. */
function decideMessage(state: TabState, message: string, facts: BrowserFacts): Transition {
  const ownEnd = state.session && endedMessage(state.session.id);
  switch (message as TabMessage) {
    case "sessions-changed":
      return step(state, ["emit", "sessionsChanged", undefined]);
    case "refreshed":
      return step(state, ["wakeTokens"]);
    case "signed-in":
      return hasEpochMoved(state, facts) ? step(state, ["check", false]) : step(state);
    case "present":
      return state.expiryWarning ? step(state, ["check", true]) : step(state);
    case "user-changed":
      return step(state, ["check", false]);
    case "given-up":
      return decideAbandon(state, facts);
    case "signed-out":
    case ownEnd:
      return isSignedIn(state) ? becomeUnconfirmed(state, { why: "news" }) : step(state);
    default:
      return step(state);
  }
}

/** The page is looked at again, or online again. */
function decideWake(state: TabState, facts: BrowserFacts): Transition {
  const { checking, connection } = state;
  const isOld = facts.now - state.lastConfirmedAt > RECHECK_AFTER_MS;
  const mayAsk = isSignedIn(state) && !state.isInBfcache && !checking && connection === "online";
  if (mayAsk && isOld) return step(state, ["check", true, true]);
  return hasEpochMoved(state, facts) ? step(state, ["check", false, true]) : step(state, ["wakeTokens"]);
}

function decideRestore(state: TabState, facts: BrowserFacts): Transition {
  const wasEmptied = state.ownerId && !isSignedIn(state);
  if (hasEpochMoved(state, facts) || wasEmptied) return decideLeave(state, null);
  return isSignedIn(state) ? becomeUnconfirmed(state, { why: "restored" }) : step(state, ["finishRestore"]);
}

/** The server could not be asked and no limit has passed: the page, which was on the screen before, is shown again. */
function decideRestoreFinished(before: TabState, facts: BrowserFacts): Transition {
  if (before.isNavigating) return step(before);
  const state = { ...before, isInBfcache: false };
  if (!isSignedIn(state)) return step(state, ["wakeTokens"]);
  if (state.isHidden && hasEpochMoved(state, facts)) return decideLeave(state, null);
  return step(state.openConfirmations === 0 ? { ...state, isHidden: false } : state, ["wakeTokens"]);
}

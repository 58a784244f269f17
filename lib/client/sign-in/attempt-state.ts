/**
 * A sign-in or sign-up in several steps, as one tab sees it. The server is the truth; this only keeps its last answer.
 */
import type { AuthError } from "@/lib/client/http/auth-error";
import type { AttemptView } from "@/lib/session/sign-in/sign-in-contract";
import type { AttemptStep } from "@/lib/session/sign-in/sign-in-records";

/** What an authenticator app is set up with. */
export interface TotpSetup {
  /** In Base32, for a user who types it. */
  secret: string;
  /** `otpauth://`, for a QR code. */
  uri: string;
}

/** `email`: there is no attempt yet, or the last one is over. `done`: the user is signed in. */
export type SignInStep = "email" | AttemptStep;

export interface FlowState {
  /** As the server described it last; null before the first step and once it is over. */
  attempt: AttemptView | null;
  step: SignInStep;
  /** The address that was given last. It outlives the attempt, so that a user whose attempt expired need not type it. */
  email: string;
  /** Why the last step failed; null once another one is sent. */
  error: AuthError | null;
  /** A step is on its way. */
  isLoading: boolean;
  /** The secret of the authenticator app that is being set up. */
  totpSetup: TotpSetup | null;
  /** Shown once, after the first second factor was set up. */
  recoveryCodes: string[] | null;
}

export type AttemptEvent =
  | { type: "sent"; email?: string }
  | { type: "continued"; attempt: AttemptView }
  | { type: "setup-begun"; setup: TotpSetup }
  | { type: "completed"; recoveryCodes: string[] | null }
  | { type: "refused"; error: AuthError }
  /** The step had no outcome: the user closed the browser's passkey dialog. */
  | { type: "withdrawn" }
  /** The user turned to another way, which the error is not about. */
  | { type: "error-cleared" }
  /** The user went back to the form: the attempt stays open at the server. */
  | { type: "set-aside" }
  | { type: "cancelled" };

/** @param attempt one that the server found by this browser's cookie; null to begin with the address */
export function initialAttemptState(attempt: AttemptView | null): FlowState {
  const begun: FlowState = {
    attempt: null,
    step: "email",
    email: "",
    error: null,
    isLoading: false,
    totpSetup: null,
    recoveryCodes: null,
  };
  return attempt ? continueAttempt(begun, attempt) : begun;
}

/** @returns the state after `event`; it touches nothing else */
export function reduceAttempt(state: FlowState, event: AttemptEvent): FlowState {
  switch (event.type) {
    case "sent":
      return { ...state, email: event.email ?? state.email, error: null, isLoading: true };
    case "continued":
      return continueAttempt({ ...state, isLoading: false }, event.attempt);
    case "setup-begun":
      return { ...state, totpSetup: event.setup, isLoading: false };
    case "completed":
      return {
        ...over(state),
        step: "done",
        recoveryCodes: event.recoveryCodes ?? state.recoveryCodes,
      };
    case "refused":
      return refuse({ ...state, error: event.error, isLoading: false });
    case "withdrawn":
      return { ...state, isLoading: false };
    case "error-cleared":
      return { ...state, error: null };
    case "set-aside":
    case "cancelled":
      return { ...over(state), error: null };
  }
}

function continueAttempt(state: FlowState, attempt: AttemptView): FlowState {
  if (attempt.status !== "open") return over({ ...state, email: attempt.email });
  const isSettingUp = attempt.step === "totp_setup";
  const totpSetup = isSettingUp ? state.totpSetup : null;
  return { ...state, attempt, step: attempt.step, email: attempt.email, totpSetup };
}

function refuse(state: FlowState): FlowState {
  const { attempt, error } = state;
  if (!attempt || !error) return state;
  const remainingAttempts = error.details?.remainingAttempts;
  // Another browser's attempt, or one that no database has any more, does not exist for this one.
  const isOver = error.code === "attempt_closed" || error.code === "not_found" || remainingAttempts === 0;
  if (isOver) return over(state);
  const { challenge } = attempt;
  if (!challenge || remainingAttempts === undefined || attempt.step !== "challenge") return state;
  return { ...state, attempt: { ...attempt, challenge: { ...challenge, remainingAttempts } } };
}

function over(state: FlowState): FlowState {
  return { ...state, attempt: null, step: "email", totpSetup: null, isLoading: false };
}

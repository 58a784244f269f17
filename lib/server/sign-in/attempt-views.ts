/** Attempts as the API shows them. Before the first factor they tell nothing about the account. */

import { config } from "@/lib/server/config";
import { displayEmail } from "@/lib/server/email";
import { isoTime } from "@/lib/server/iso-time";
import { availableFactors } from "@/lib/session/factors/second-factors";
import { dueSteps, progressOf, SIGN_UP_FIELDS } from "@/lib/session/sign-in/attempt-steps";
import { type AttemptState, attemptStatus, dueStep } from "@/lib/session/sign-in/attempts";
import { challengeStatus, MAX_CODE_ATTEMPTS, remainingCodeAttempts } from "@/lib/session/sign-in/challenges";
import type {
  AttemptView,
  ChallengeView,
  FirstFactor,
  NextStepStatus,
} from "@/lib/session/sign-in/sign-in-contract";
import type { ChallengeRecord } from "@/lib/session/sign-in/sign-in-records";

/** A sign-in or sign-up whose next step is due. */
export interface NextStep {
  status: NextStepStatus;
  attempt: AttemptView;
}

/** The first factors of a sign-in here; the same for every address. */
export const SIGN_IN_METHODS: FirstFactor[] = ["password", "email_code", "passkey"];

/** @param now milliseconds since the epoch */
export function nextStepView(state: AttemptState, now: number): NextStep {
  return { status: nextStepStatus(state), attempt: attemptView(state, now) };
}

/** @param now milliseconds since the epoch */
export function attemptView(state: AttemptState, now: number): AttemptView {
  const { attempt, challenge, factors } = state;
  const { secondFactorRequired } = config();
  const secondFactors = attempt.userId !== null ? availableFactors(factors) : [];
  const progress = progressOf(attempt, { hasSecondFactor: secondFactors.length > 0, secondFactorRequired });
  const isOpen = attemptStatus(attempt, now) === "open";
  return {
    id: attempt.id,
    kind: attempt.kind,
    status: attemptStatus(attempt, now),
    step: dueStep(state),
    email: displayEmail(attempt.email),
    methods: attempt.kind === "sign_in" ? SIGN_IN_METHODS : ["email_code"],
    secondFactorRequired: secondFactorRequired || secondFactors.length > 0,
    secondFactors,
    requiredFields: attempt.kind === "sign_up" ? [...SIGN_UP_FIELDS] : [],
    missingFields: [...progress.missingFields],
    remainingSteps: isOpen ? dueSteps(progress) : [],
    profile: { name: attempt.name },
    challenge: challenge && challengeView(challenge, now),
    rememberMe: attempt.rememberMe,
    expiresAt: isoTime(attempt.expiresAt),
  };
}

/** @param now milliseconds since the epoch */
export function challengeView(challenge: ChallengeRecord, now: number): ChallengeView {
  return {
    id: challenge.id,
    type: challenge.type,
    method: "email_code",
    status: challengeStatus(challenge, now),
    destination: maskedEmail(challenge.email),
    attempts: challenge.attempts,
    maxAttempts: MAX_CODE_ATTEMPTS,
    remainingAttempts: remainingCodeAttempts(challenge),
    resendAt: isoTime(challenge.resendAt),
    expiresAt: isoTime(challenge.expiresAt),
  };
}

/** @returns an address of which only the first character and the domain can be read: `a•••@example.com` */
function maskedEmail(email: string): string {
  const shown = displayEmail(email);
  const [first = ""] = shown;
  return `${first}•••${shown.slice(shown.lastIndexOf("@"))}`;
}

function nextStepStatus(state: AttemptState): NextStepStatus {
  switch (dueStep(state)) {
    case "totp":
      return "needs_second_factor";
    case "totp_setup":
      return "needs_second_factor_setup";
    case "profile":
      return "needs_profile";
    default:
      return state.attempt.kind === "sign_up" ? "needs_verification" : "needs_first_factor";
  }
}

/** How attempts begin: with an address, with a password, or with a sign-up. */

import { type Account, type Change, type Decision, noChange, type Usage } from "@/lib/session/decision";
import type { SecondFactors } from "@/lib/session/factors/second-factors";
import { fail, isFailure } from "@/lib/session/failure";
import { countUse } from "@/lib/session/user-limits";
import {
  type Advance,
  type AttemptPolicy,
  advance,
  type Opening,
  PASSWORD,
  type Proven,
} from "./attempt-progress";
import { type FoundAttempt, newAttempt, type StepOutcome } from "./attempts";
import type { WaitingProviderSignIn } from "./identity-records";
import { type MadeCode, sendCode } from "./sent-codes";
import type { AttemptRecord } from "./sign-in-records";

const NO_FACTORS: SecondFactors = { authenticators: [], recoveryCodes: [] };

interface Beginning {
  attemptId: string;
  browserId: string;
  rememberMe: boolean;
}

/** Begins a sign-in with an address. Nothing is looked up: the attempt is the same for an address without an account. */
export function decideBegin(
  { attemptId, ...made }: Beginning & { email: string },
  now: number,
): Decision<AttemptRecord> {
  const attempt = newAttempt({ ...made, id: attemptId, kind: "sign_in" }, now);
  return { outcome: attempt, changes: [{ kind: "insert-attempt", attempt }], events: [] };
}

/** A user who signs in, under lock. */
export interface SignInFound {
  account: Account;
  factors: SecondFactors;
  /**
   * The attempts that the user's first factor has begun: on this browser if the user knows it, else from this network, so
   * that a stranger with the password keeps the user out of no other.
   */
  secondSteps: { counter: string; usage: Usage };
  /** The user's sign-ins at an identity provider that wait for a session, in this browser. */
  providerSignIns: WaitingProviderSignIn[];
}

/**
 * Begins a sign-in with a password that was checked a moment ago. Where no other factor is due, no attempt is written.
 * A right password is given back as a guess, so the attempts it writes are counted here.
 *
 * @param found null when the user is gone
 */
export function decideLogin(
  found: SignInFound | null,
  {
    attemptId,
    browserId,
    rememberMe,
    verifiedHash,
    opening,
  }: Beginning & { verifiedHash: string; opening: Opening },
  now: number,
  policy: AttemptPolicy,
): Decision<StepOutcome> {
  if (found?.account.user.passwordHash !== verifiedHash) return noChange(fail("invalid_credentials"));
  const { email, id: userId } = found.account.user;
  const attempt = newAttempt({ id: attemptId, kind: "sign_in", browserId, email, rememberMe }, now);
  const set = { authMethods: [PASSWORD], verifiedHash, userId };
  return beginAttempt(found, { attempt, set, opening }, now, policy);
}

/**
 * Takes the first factor of a new attempt, which was right. Where no other step is due, no attempt is written.
 *
 * @param found the user who signs in; null for a sign-up
 * @param begun.set what the factor proves
 */
export function beginAttempt(
  found: SignInFound | null,
  { attempt, set, opening }: { attempt: AttemptRecord; set: Proven["set"]; opening: Opening },
  now: number,
  policy: AttemptPolicy,
): Decision<StepOutcome> {
  const whole = asFound(attempt, found ?? { account: null, factors: NO_FACTORS });
  const step = advance(whole, { set, secondFactor: false }, opening, now, policy);
  if (!found || !isWaiting(step.outcome)) return withNewAttempt(attempt, step);
  const { counter, usage } = found.secondSteps;
  const counted = countUse("secondStep", { userId: counter, usage }, now, policy);
  if (isFailure(counted)) return noChange(counted);
  return withNewAttempt(attempt, { ...step, changes: [...step.changes, ...counted] });
}

/**
 * Begins a sign-up that ends without a code. Where no second factor is due, no attempt is written.
 *
 * @param existing the account that already has this e-mail address, or null
 */
export function decideDirectSignUp(
  existing: Account | null,
  {
    attemptId,
    opening,
    ...made
  }: Beginning & Pick<AttemptRecord, "email" | "name" | "passwordHash"> & { opening: Opening },
  now: number,
  policy: AttemptPolicy,
): Decision<StepOutcome> {
  const attempt = newAttempt({ ...made, id: attemptId, kind: "sign_up" }, now);
  const proven = { set: { authMethods: [PASSWORD] }, secondFactor: false };
  const found = asFound(attempt, { account: existing, factors: NO_FACTORS });
  return withNewAttempt(attempt, advance(found, proven, opening, now, policy));
}

/**
 * Begins a sign-up whose address is to be verified: no user exists before the code was right. For an address that is
 * taken the same is written, and its owner gets another message.
 */
export function decideVerifiedSignUp(
  existing: Account | null,
  {
    attemptId,
    made,
    ...given
  }: Beginning & Pick<AttemptRecord, "email" | "name" | "passwordHash"> & { made: MadeCode },
  now: number,
): Decision<StepOutcome> {
  const attempt = newAttempt({ ...given, id: attemptId, kind: "sign_up" }, now);
  const { challenge, changes } = sendCode(attempt, made, existing === null, now);
  return {
    outcome: { kind: "next", state: { attempt, challenge, factors: NO_FACTORS } },
    changes: [{ kind: "insert-attempt", attempt }, ...changes],
    events: [],
  };
}

function asFound(
  attempt: AttemptRecord,
  found: Pick<FoundAttempt, "account" | "factors"> & Partial<Pick<FoundAttempt, "providerSignIns">>,
): FoundAttempt {
  const { account, factors, providerSignIns = [] } = found;
  return { attempt, challenge: null, links: [], account, factors, providerSignIns };
}

function withNewAttempt(
  attempt: AttemptRecord,
  { outcome, set, changes, events }: Advance,
): Decision<StepOutcome> {
  const begun: Change[] = isWaiting(outcome)
    ? [{ kind: "insert-attempt", attempt: { ...attempt, ...set } }]
    : [];
  return { outcome, changes: [...changes, ...begun], events };
}

function isWaiting(outcome: StepOutcome): boolean {
  return "kind" in outcome && outcome.kind === "next";
}

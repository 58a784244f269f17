/**
 * The way of an attempt from a factor that was right to the next step, or to the session. It is the only way: every
 * factor, of a sign-in and of a sign-up, in one request or in several, goes through `advance`.
 */

import { type Change, type Decision, noChange } from "@/lib/session/decision";
import { confirmedFactors } from "@/lib/session/factors/second-factors";
import { fail, isFailure } from "@/lib/session/failure";
import { type NewUser, userRecord } from "@/lib/session/session";
import { missingFields, nextStep } from "./attempt-steps";
import { closed, type FoundAttempt, type StepOutcome } from "./attempts";
import { decideSignIn, decideSignUp, type NewSession, type SignInPolicy, signedUp } from "./sign-in";
import type { AttemptRecord, AttemptStep } from "./sign-in-records";

/** RFC 8176, section 2: a code that was sent by e-mail, or made by an app. */
export const ONE_TIME_CODE = "otp";
export const PASSWORD = "pwd";
/** An identity provider. */
export const OIDC = "oidc";

export interface AttemptPolicy extends SignInPolicy {
  /** `SECOND_FACTOR=required` */
  secondFactorRequired: boolean;
}

/** The random parts of the session and of the user that a step may make; made before the transaction. */
export interface Opening {
  session: Omit<NewSession, "rememberMe" | "authMethods">;
  newUserId: string;
  /** Whether the user has signed in on this browser before. */
  knownBrowser: boolean;
  /** The language that the browser asks for, which a new user gets. */
  language: string;
}

/** A decision about an attempt, and what is stored of the attempt itself. */
export interface Advance extends Decision<StepOutcome> {
  set: Partial<AttemptRecord>;
}

/** What was right so far, and given. */
export interface Proven {
  set: Partial<AttemptRecord> & Pick<AttemptRecord, "authMethods">;
  secondFactor: boolean;
}

/**
 * Takes an attempt on after a factor was right, or after a field of a sign-up was given.
 *
 * @returns outcome: the next step; the session, once no step is due any more; or `account_disabled`, `email_taken`,
 *   `attempt_closed` when the password has been changed since the attempt began, `too_many_accounts`, `rate_limited`
 */
export function advance(
  found: FoundAttempt,
  proven: Proven,
  opening: Opening,
  now: number,
  policy: AttemptPolicy,
): Advance {
  const attempt = { ...found.attempt, ...proven.set };
  const needsAccount = attempt.kind === "sign_up" && attempt.userId === null;
  return needsAccount
    ? advanceSignUp({ ...found, attempt }, opening, now, policy)
    : advanceSignIn({ ...found, attempt }, proven, opening, now, policy);
}

function advanceSignIn(
  found: FoundAttempt,
  { secondFactor }: Proven,
  opening: Opening,
  now: number,
  policy: AttemptPolicy,
): Advance {
  const { account, attempt } = found;
  if (!account || account.user.passwordHash !== attempt.verifiedHash)
    return ended(fail("attempt_closed", { status: "cancelled" }), closed("cancelled"));
  if (account.user.disabledAt !== null) return ended(fail("account_disabled"), closed("failed"));

  const step = nextStep({
    kind: attempt.kind,
    codeSent: false,
    firstFactor: true,
    secondFactor,
    hasSecondFactor: confirmedFactors(found.factors.authenticators).length > 0,
    secondFactorRequired: policy.secondFactorRequired,
    missingFields: [],
  });
  const { id: userId } = account.user;
  if (step !== "done") return waiting(found, { step, userId });

  const session = sessionOf(attempt, opening);
  const { knownBrowser } = opening;
  const command = {
    ...session,
    verifiedHash: account.user.passwordHash,
    knownBrowser,
    attemptId: attempt.id,
    providerSignIns: found.providerSignIns,
  };
  const decision = decideSignIn(account, command, now, policy);
  return { ...decision, set: isFailure(decision.outcome) ? {} : completed(attempt, userId) };
}

/** The code was right, so the user has the mailbox; there is no account yet. */
function advanceSignUp(found: FoundAttempt, opening: Opening, now: number, policy: AttemptPolicy): Advance {
  const { attempt } = found;
  if (found.account) return ended(fail("email_taken"), closed("failed"));
  const { email, name, passwordHash } = attempt;
  const step = nextStep({
    kind: "sign_up",
    codeSent: false,
    firstFactor: true,
    secondFactor: false,
    hasSecondFactor: false,
    secondFactorRequired: policy.secondFactorRequired,
    missingFields: missingFields(attempt),
  });
  if (step === "profile" || name === null || passwordHash === null) return waiting(found, { step });

  const isVerified = [ONE_TIME_CODE, OIDC].some((method) => attempt.authMethods.includes(method));
  const user: NewUser = {
    id: opening.newUserId,
    email,
    name,
    passwordHash,
    roles: ["user"],
    emailVerifiedAt: isVerified ? now : null,
    language: opening.language,
  };
  const session = sessionOf(attempt, opening);
  if (step === "done") {
    const decision = decideSignUp(null, { ...session, user }, now, policy);
    return { ...decision, set: isFailure(decision.outcome) ? {} : completed(attempt, user.id) };
  }
  const made: Change = { kind: "insert-user", user: userRecord(user, now) };
  const next = waiting(found, { step, userId: user.id, verifiedHash: passwordHash, passwordHash: null });
  return { ...next, changes: [made], events: [signedUp(user.id, null, session.actor, now)] };
}

function sessionOf({ rememberMe, authMethods }: AttemptRecord, { session }: Opening): NewSession {
  return { ...session, rememberMe, authMethods };
}

function waiting(found: FoundAttempt, change: Partial<AttemptRecord> & { step: AttemptStep }): Advance {
  const { userId, authMethods, verifiedHash, name, passwordHash } = found.attempt;
  const set = { userId, authMethods, verifiedHash, name, passwordHash, ...change };
  const { challenge, factors } = found;
  const attempt = { ...found.attempt, ...set };
  return {
    outcome: { kind: "next", state: { attempt, challenge, factors } },
    set,
    changes: [],
    events: [],
  };
}

function completed({ authMethods }: AttemptRecord, userId: string): Partial<AttemptRecord> {
  return { ...closed("complete"), step: "done", authMethods, userId };
}

function ended(outcome: StepOutcome, set: Partial<AttemptRecord>): Advance {
  return { outcome, set, changes: [], events: [] };
}

const REPEATABLE: ReadonlySet<string> = new Set(["rate_limited", "too_many_accounts"]);

/**
 * Puts the decision about an attempt that is stored already together.
 *
 * @param own the changes of the step itself
 * @returns outcome: that of the advance. A user who has signed in too often (`rate_limited`), or on a browser that is full
 *   (`too_many_accounts`), may repeat the step: nothing of it is written
 */
export function storeAdvance({ attempt }: FoundAttempt, own: Change[], step: Advance): Decision<StepOutcome> {
  const { outcome, set, changes, events } = step;
  if (isFailure(outcome) && REPEATABLE.has(outcome.code)) return noChange(outcome);
  return {
    outcome,
    changes: [...own, ...changes, { kind: "update-attempt", id: attempt.id, set }],
    events,
  };
}

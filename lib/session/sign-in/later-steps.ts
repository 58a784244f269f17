/** The steps after the first factor: a second factor, and the fields that a sign-up still needs. */

import { type Actor, type Decision, noChange } from "@/lib/session/decision";
import { decideStartTotp } from "@/lib/session/factors/authenticators";
import type { ProvenFactor } from "@/lib/session/factors/second-factors";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type { UserRecord } from "@/lib/session/session";
import { type AttemptPolicy, advance, ONE_TIME_CODE, type Opening, storeAdvance } from "./attempt-progress";
import type { StepCommand } from "./attempt-steps";
import { closed, type FoundAttempt, openAttempt, type StepOutcome } from "./attempts";
import type { SecondFactor } from "./sign-in-contract";
import type { AttemptRecord, AuthenticatorRecord } from "./sign-in-records";

const AUTH_METHOD: Record<SecondFactor, string> = {
  totp: ONE_TIME_CODE,
  recovery_code: "recovery_code",
  passkey: "passkey",
};

/**
 * Takes a second factor: the one that is due, the first one of a user who has to set one up, or a passkey, which is both
 * factors.
 *
 * @param command.command the step it is sent to
 * @param check decides on the factor itself. Its changes are written whether or not it was right; those of a set-up only
 *   with the step that it completes, so that an attempt that is over adds no factor to the account
 */
export function decideSecondFactor(
  found: FoundAttempt | null,
  command: {
    browserId: string;
    command: Extract<StepCommand, SecondFactor | "totp_setup">;
    opening: Opening;
  },
  check: (open: FoundAttempt, now: number) => Decision<ProvenFactor | Failure>,
  now: number,
  policy: AttemptPolicy,
): Decision<StepOutcome> {
  const open = openAttempt(found, command.browserId, command.command, now);
  if (isFailure(open)) return noChange(open);
  const { outcome: factor, changes, events } = check(open, now);
  if (isFailure(factor)) return { outcome: factor, changes, events };

  const { attempt, account } = open;
  const isFirst = attempt.authMethods.length === 0;
  const set = {
    authMethods: withMethod(attempt.authMethods, AUTH_METHOD[factor.kind]),
    ...(isFirst && account ? { userId: account.user.id, verifiedHash: account.user.passwordHash } : {}),
  };
  const step = advance(open, { set, secondFactor: true }, command.opening, now, policy);
  if (isFailure(step.outcome) && command.command === "totp_setup") return storeAdvance(open, [], step);
  const decision = storeAdvance(open, changes, step);
  return decision.changes.length === 0 ? decision : { ...decision, events: [...events, ...decision.events] };
}

/**
 * Begins to set up the first app of a user who has to have one. An attempt that its first code could not complete, because
 * the password has changed or the account was disabled, ends here: it must not replace what the user sets up meanwhile.
 *
 * @returns outcome: the user; or the codes of `openAttempt` and of `decideStartTotp`
 */
export function decideStartSetUp(
  found: FoundAttempt | null,
  command: {
    browserId: string;
    app: Pick<AuthenticatorRecord, "id" | "name" | "sealedSecret">;
    actor: Actor;
  },
  now: number,
): Decision<UserRecord | Failure> {
  const open = openAttempt(found, command.browserId, "totp_setup", now);
  if (isFailure(open)) return noChange(open);
  const { attempt, account, factors } = open;
  if (!account) return noChange(fail("not_found"));
  const { user } = account;
  if (user.passwordHash !== attempt.verifiedHash || user.disabledAt !== null)
    return {
      outcome: fail("attempt_closed", { status: "cancelled" }),
      changes: [{ kind: "update-attempt", id: attempt.id, set: closed("cancelled") }],
      events: [],
    };
  const from = { userId: user.id, actor: command.actor };
  // An attempt has one unfinished set-up, and lasts ten minutes: no limit is needed.
  const started = decideStartTotp(factors, { ...command.app, from, usage: null }, now, { unlimited: true });
  return isFailure(started.outcome) ? noChange(started.outcome) : { ...started, outcome: user };
}

/** Two codes of different origin have the same name: that there were two is told by `mfa` (RFC 8176, section 2). */
function withMethod(methods: string[], method: string): string[] {
  return [...methods, methods.includes(method) ? "mfa" : method];
}

/** Takes the fields of a sign-up that are still missing; the password is hashed before. */
export function decideProfile(
  found: FoundAttempt | null,
  {
    browserId,
    fields,
    opening,
  }: { browserId: string; fields: Partial<Pick<AttemptRecord, "name" | "passwordHash">>; opening: Opening },
  now: number,
  policy: AttemptPolicy,
): Decision<StepOutcome> {
  const open = openAttempt(found, browserId, "profile", now);
  if (isFailure(open)) return noChange(open);
  const set = { ...fields, authMethods: open.attempt.authMethods };
  return storeAdvance(open, [], advance(open, { set, secondFactor: false }, opening, now, policy));
}

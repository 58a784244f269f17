/**
 * The changes that a signed-in user makes to the second factors of the account. Each counts for the limit on such
 * changes, because each leaves an audit event or a row.
 */

import { type Change, type Decision, noChange, type Usage } from "@/lib/session/decision";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type { AuthenticatorRecord, RecoveryCodeRecord } from "@/lib/session/sign-in/sign-in-records";
import { countUse, type UserLimitPolicy } from "@/lib/session/user-limits";
import { isFull, newAuthenticator, replaceCodes, tooMany } from "./authenticator-rows";
import { aboutFactor, type CodeGiver, confirmedFactors, type SecondFactors } from "./second-factors";
import { judgeTotpCode } from "./totp";

/** How long the first code of a new authenticator app may be given, after the secret was shown. */
export const SET_UP_LIFETIME_MS = 60 * 60 * 1000;

/** The user who makes a change. */
export interface FactorChange {
  from: CodeGiver;
  /** How often the user has made such changes. */
  usage: Usage;
  /** Makes the e-mail that tells the user. */
  notice: (now: number) => Change;
}

type Limited = "rate_limited";

/**
 * Begins to set up an authenticator app. Until its first code was right it counts for nothing, and the next set-up
 * replaces it.
 *
 * @returns outcome: the app; or `invalid_request` for a user who has too many authenticators, `rate_limited`
 */
export function decideStartTotp(
  { authenticators }: SecondFactors,
  command: Omit<FactorChange, "notice"> & Pick<AuthenticatorRecord, "id" | "name" | "sealedSecret">,
  now: number,
  policy: UserLimitPolicy,
): Decision<AuthenticatorRecord | Failure<"invalid_request" | Limited>> {
  const { from, usage, ...given } = command;
  if (isFull(authenticators)) return noChange(tooMany());
  const counted = countUse("nameChange", { userId: from.userId, usage }, now, policy);
  if (isFailure(counted)) return noChange(counted);
  const authenticator = newAuthenticator({ ...given, type: "totp" }, from, now);
  const abandoned = authenticators.filter(({ confirmedAt }) => confirmedAt === null);
  const changes: Change[] = [
    ...abandoned.map(({ id }) => ({ kind: "delete-authenticator", id }) as const),
    { kind: "insert-authenticator", authenticator },
    ...counted,
  ];
  return { outcome: authenticator, changes, events: [] };
}

/** An authenticator that was added. */
export interface AddedFactor {
  authenticator: AuthenticatorRecord;
  /** Whether it is the user's first, so that the recovery codes are given with it. */
  isFirst: boolean;
}

/** Nothing speaks against the change: the rule wants to be asked again, with recovery codes. */
export type NeedsRecoveryCodes = "needs_recovery_codes";

type ConfirmOutcome =
  | AddedFactor
  | NeedsRecoveryCodes
  | Failure<"not_found" | "invalid_code" | "factor_locked" | Limited>;

/**
 * Confirms a new authenticator app with its first code, which counts as used from then on.
 *
 * @param command.matchedStep the time step whose code was given; null when it is none
 * @param command.recoveryCodes to be stored with the first second factor; null while there are none, because they take
 *   long to make and most confirmations need none
 * @returns outcome: the app; or `not_found` for one that is unknown, confirmed, or was begun too long ago,
 *   `invalid_code`, `factor_locked` with the seconds to wait, `rate_limited`
 */
export function decideConfirmTotp(
  { authenticators }: SecondFactors,
  command: FactorChange & {
    id: string;
    matchedStep: number | null;
    recoveryCodes: RecoveryCodeRecord[] | null;
  },
  now: number,
  policy: UserLimitPolicy,
): Decision<ConfirmOutcome> {
  const { id, matchedStep, recoveryCodes, from, usage, notice } = command;
  const app = authenticators.find((one) => one.id === id && one.type === "totp" && one.confirmedAt === null);
  if (!app || app.createdAt + SET_UP_LIFETIME_MS <= now) return noChange(fail("not_found"));

  const { result, changes } = judgeTotpCode(app, matchedStep, now);
  if (isFailure(result)) return noChange(result);
  if (result !== "right") return { outcome: fail("invalid_code"), changes, events: [] };

  const isFirst = confirmedFactors(authenticators).length === 0;
  if (isFirst && !recoveryCodes) return noChange("needs_recovery_codes");
  const counted = countUse("nameChange", { userId: from.userId, usage }, now, policy);
  if (isFailure(counted)) return noChange(counted);
  return {
    outcome: { authenticator: { ...app, confirmedAt: now, lastUsedAt: now }, isFirst },
    changes: [
      ...changes,
      { kind: "update-authenticator", id, set: { confirmedAt: now, addedBySessionId: from.actor.sessionId } },
      ...(isFirst ? replaceCodes(from.userId, recoveryCodes ?? []) : []),
      notice(now),
      ...counted,
    ],
    events: [aboutFactor("factor_added", from, now)],
  };
}

/**
 * Names an authenticator.
 *
 * @returns outcome: it; or `not_found`, `rate_limited`
 */
export function decideRenameAuthenticator(
  { authenticators }: SecondFactors,
  command: Omit<FactorChange, "notice"> & { id: string; name: string },
  now: number,
  policy: UserLimitPolicy,
): Decision<AuthenticatorRecord | Failure<"not_found" | Limited>> {
  const { id, name, from, usage } = command;
  const authenticator = confirmedFactors(authenticators).find((one) => one.id === id);
  if (!authenticator) return noChange(fail("not_found"));
  if (authenticator.name === name) return noChange(authenticator);
  const counted = countUse("nameChange", { userId: from.userId, usage }, now, policy);
  if (isFailure(counted)) return noChange(counted);
  return {
    outcome: { ...authenticator, name },
    changes: [{ kind: "update-authenticator", id, set: { name } }, ...counted],
    events: [aboutFactor("factor_renamed", from, now)],
  };
}

/**
 * Removes an authenticator (OWASP ASVS 5.0, 6.5.6). With the last one go the recovery codes, which are no second factor
 * by themselves.
 *
 * @param command.isRequired whether every user here has to keep a second factor (`SECOND_FACTOR=required`)
 * @returns outcome: null when it is gone; or `not_found`, `second_factor_needed` for the last one where one is required
 */
export function decideRemoveAuthenticator(
  { authenticators }: SecondFactors,
  command: Omit<FactorChange, "usage"> & { id: string; isRequired: boolean },
  now: number,
): Decision<null | Failure<"not_found" | "second_factor_needed">> {
  const { id, isRequired, from, notice } = command;
  const authenticator = authenticators.find((one) => one.id === id);
  if (!authenticator) return noChange(fail("not_found"));
  const removal: Change = { kind: "delete-authenticator", id };
  if (authenticator.confirmedAt === null) return { outcome: null, changes: [removal], events: [] };

  const isLast = confirmedFactors(authenticators).length === 1;
  if (isLast && isRequired) return noChange(fail("second_factor_needed"));
  const codes: Change[] = isLast ? [{ kind: "delete-recovery-codes", userId: from.userId }] : [];
  return {
    outcome: null,
    changes: [removal, ...codes, notice(now)],
    events: [aboutFactor("factor_removed", from, now)],
  };
}

/**
 * Replaces the recovery codes; the old ones are void.
 *
 * @param command.recoveryCodes null while there are none: they take long to make, and a refusal needs none
 * @returns outcome: null when it is done; or `second_factor_needed` for a user without a second factor, `rate_limited`
 */
export function decideReplaceRecoveryCodes(
  { authenticators }: SecondFactors,
  command: FactorChange & { recoveryCodes: RecoveryCodeRecord[] | null },
  now: number,
  policy: UserLimitPolicy,
): Decision<null | NeedsRecoveryCodes | Failure<"second_factor_needed" | Limited>> {
  const { recoveryCodes, from, usage, notice } = command;
  if (confirmedFactors(authenticators).length === 0) return noChange(fail("second_factor_needed"));
  const counted = countUse("nameChange", { userId: from.userId, usage }, now, policy);
  if (isFailure(counted)) return noChange(counted);
  if (!recoveryCodes) return noChange("needs_recovery_codes");
  return {
    outcome: null,
    changes: [...replaceCodes(from.userId, recoveryCodes), notice(now), ...counted],
    events: [aboutFactor("recovery_codes_made", from, now)],
  };
}

/**
 * The second factors of a user. Its rules give decisions that those of signing in, of a password reset and of
 * re-authentication merge into their own.
 */
import { type Actor, type AuditEvent, type Change, type Decision, noChange } from "@/lib/session/decision";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type { SecondFactor } from "@/lib/session/sign-in/sign-in-contract";
import type { AuthenticatorRecord, RecoveryCodeRecord } from "@/lib/session/sign-in/sign-in-records";
import { recoveryCodesLeft, spendRecoveryCode } from "./recovery-codes";
import { judgeTotpCode } from "./totp";

/** The rows of one user, read under the user's lock. */
export interface SecondFactors {
  authenticators: AuthenticatorRecord[];
  recoveryCodes: RecoveryCodeRecord[];
}

/** A code that a user gave, compared with what is stored before the transaction. */
export interface CheckedCode {
  /** `none`: text that cannot be a code of either kind. */
  kind: "totp" | "recovery_code" | "none";
  /** The time step whose code it is, by the id of the authenticator app. */
  totpSteps: Record<string, number>;
  /** The secrets of these apps, sealed again, by the id of the app: they were sealed under a SESSION_SECRET before ours. */
  resealed?: Record<string, string>;
  /** The recovery code whose hash it matches. */
  recoveryCodeId: string | null;
}

/** The user who gives a code, and where from. */
export interface CodeGiver {
  userId: string;
  actor: Actor;
}

/** A second factor that was right. */
export interface ProvenFactor {
  kind: SecondFactor;
}

export type CodeOutcome = ProvenFactor | Failure<"invalid_code" | "factor_locked">;

/** @returns the authenticators that count; one whose set-up was not finished counts for nothing */
export function confirmedFactors(authenticators: AuthenticatorRecord[]): AuthenticatorRecord[] {
  return authenticators.filter(({ confirmedAt }) => confirmedAt !== null);
}

/** @returns the kinds of second factor that a user may give now; empty for a user without one */
export function availableFactors({ authenticators, recoveryCodes }: SecondFactors): SecondFactor[] {
  const types = new Set(confirmedFactors(authenticators).map(({ type }) => type));
  if (types.size === 0) return [];
  return [
    ...(types.has("totp") ? (["totp"] as const) : []),
    ...(recoveryCodesLeft(recoveryCodes) > 0 ? (["recovery_code"] as const) : []),
    ...(types.has("passkey") ? (["passkey"] as const) : []),
  ];
}

/**
 * Decides on the code of a second factor. A refusal has changes too: wrong codes are counted.
 *
 * @param factors read under the user's lock
 * @returns outcome: the factor; or `invalid_code`, or `factor_locked` with the seconds to wait
 */
export function decideSecondFactorCode(
  factors: SecondFactors,
  code: CheckedCode,
  from: CodeGiver,
  now: number,
): Decision<CodeOutcome> {
  // No guess: nothing counts it, so an event for each could flood the user's activity.
  if (code.kind === "none") return noChange(fail("invalid_code"));
  return code.kind === "totp"
    ? decideTotpCode(factors, code, from, now)
    : decideRecoveryCode(factors, code, from, now);
}

/**
 * Decides on the code of an authenticator app. It is a guess at every app of the user that is not locked, and is counted
 * at each of them when it is wrong. The account and the other factors are never locked.
 *
 * @returns as `decideSecondFactorCode`
 */
export function decideTotpCode(
  { authenticators }: Pick<SecondFactors, "authenticators">,
  { totpSteps, resealed = {} }: Pick<CheckedCode, "totpSteps" | "resealed">,
  from: CodeGiver,
  now: number,
): Decision<CodeOutcome> {
  const apps = confirmedFactors(authenticators).filter(({ type }) => type === "totp");
  // No guess either.
  if (apps.length === 0) return noChange(fail("invalid_code"));
  const judged = apps.map((app) => judgeTotpCode(app, totpSteps[app.id] ?? null, now));
  const right = judged.findIndex(({ result }) => result === "right");
  if (right >= 0) {
    const changes = [...(judged[right]?.changes ?? []), ...resealing(apps[right], resealed)];
    return { outcome: { kind: "totp" }, changes, events: [] };
  }
  if (judged.some(({ result }) => result === "used")) return noChange(fail("invalid_code"));

  const locked = judged.flatMap(({ result }) => (isFailure(result) ? [result] : []));
  const [shortest] = locked.sort((a, b) => (a.details?.retryAfter ?? 0) - (b.details?.retryAfter ?? 0));
  if (shortest && locked.length === apps.length) return noChange(shortest);
  return {
    outcome: fail("invalid_code"),
    changes: judged.flatMap(({ changes }) => changes),
    events: [aboutFactor("second_factor_failed", from, now)],
  };
}

/** @returns the change that stores the secret of an app sealed under the current SESSION_SECRET, where it is not */
function resealing(app: AuthenticatorRecord | undefined, resealed: Record<string, string>): Change[] {
  const sealedSecret = app && resealed[app.id];
  return sealedSecret ? [{ kind: "update-authenticator", id: app.id, set: { sealedSecret } }] : [];
}

/**
 * Decides on a recovery code. Wrong ones lock nothing: 65 random bits are not guessed (NIST SP 800-63B-4, section 3.1.2).
 *
 * @returns as `decideSecondFactorCode`
 */
export function decideRecoveryCode(
  factors: SecondFactors,
  { recoveryCodeId }: Pick<CheckedCode, "recoveryCodeId">,
  from: CodeGiver,
  now: number,
): Decision<CodeOutcome> {
  const hasFactor = confirmedFactors(factors.authenticators).length > 0;
  const spent = hasFactor ? spendRecoveryCode(factors.recoveryCodes, recoveryCodeId, now) : null;
  if (spent) {
    const events = [aboutFactor("recovery_code_used", from, now)];
    return { outcome: { kind: "recovery_code" }, changes: spent, events };
  }
  const events = [aboutFactor("second_factor_failed", from, now)];
  return { outcome: fail("invalid_code"), changes: [], events };
}

/** @returns the audit event about a factor of a user */
export function aboutFactor(name: AuditEvent["name"], { userId, actor }: CodeGiver, at: number): AuditEvent {
  return { name, at, userId, sessionId: actor.sessionId, actor, reason: null };
}

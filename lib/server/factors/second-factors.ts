/** The second factors of a user: codes are compared with what is stored here, and judged by the rules of `lib/session`. */
import { config } from "@/lib/server/config";
import { newId, openSecret, sealSecret, takeRandomBytes } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { warnOnce } from "@/lib/server/log";
import { consume } from "@/lib/server/rate-limit";
import { authenticatorView } from "@/lib/server/views";
import type { AddedFactor, NeedsRecoveryCodes } from "@/lib/session/factors/authenticators";
import {
  formatRecoveryCode,
  normalizeRecoveryCode,
  RECOVERY_CODE_BYTES,
  RECOVERY_CODE_COUNT,
  selectorOf,
} from "@/lib/session/factors/recovery-codes";
import {
  type CheckedCode,
  type CodeGiver,
  type CodeOutcome,
  confirmedFactors,
  decideSecondFactorCode,
  type SecondFactors,
} from "@/lib/session/factors/second-factors";
import { plainCode } from "@/lib/session/factors/typed-code";
import { type Failure, isFailure } from "@/lib/session/failure";
import type { AuthenticatorView } from "@/lib/session/sign-in/sign-in-contract";
import type { RecoveryCodeRecord } from "@/lib/session/sign-in/sign-in-records";
import { ownCounter } from "@/lib/session/user-limits";
import { hashPassword, verifyPassword } from "./password-hash";
import { findTotpStep } from "./totp";

/**
 * Compares a code with the second factors of a user, before the transaction that decides on it: with the apps when it
 * has six digits, else with the recovery codes.
 *
 * @param factors of the user, as they were a moment ago
 * @param typed the code as the user typed it, with spaces or digits of any script's width
 * @param counter what a recovery code is counted for
 * @returns what it matches; or `rate_limited` after too many recovery codes
 */
export async function checkSecondFactorCode(
  factors: SecondFactors,
  typed: string,
  counter: string,
): Promise<CheckedCode | Failure<"rate_limited">> {
  const digits = plainCode(typed);
  if (/^\d{6}$/.test(digits)) {
    const apps = openApps(confirmedFactors(factors.authenticators));
    const totpSteps = matchTotpSteps(apps, digits, await database().now());
    return { kind: "totp", totpSteps, resealed: reseal(apps), recoveryCodeId: null };
  }
  const symbols = normalizeRecoveryCode(typed);
  if (symbols === null) return { kind: "none", totpSteps: {}, recoveryCodeId: null };
  const recoveryCodeId = await matchRecoveryCode(counter, factors.recoveryCodes, symbols);
  if (isFailure(recoveryCodeId)) return recoveryCodeId;
  return { kind: "recovery_code", totpSteps: {}, recoveryCodeId };
}

/**
 * Checks a code and spends it, in a transaction of its own.
 *
 * @returns the factor it belongs to; or `invalid_code`, `factor_locked` or `rate_limited` with the seconds to wait
 */
export async function spendSecondFactorCode(
  typed: string,
  from: CodeGiver,
): Promise<CodeOutcome | Failure<"rate_limited">> {
  const { userId, actor } = from;
  const counter = actor.sessionId === null ? userId : ownCounter(userId, actor.sessionId);
  const found = await database().findSecondFactors(userId);
  const code = await checkSecondFactorCode(found, typed, counter);
  if (isFailure(code)) return code;
  const none: SecondFactors = { authenticators: [], recoveryCodes: [] };
  const { outcome } = await database().changeSecondFactors(userId, (factors, now) =>
    decideSecondFactorCode(factors ?? none, code, from, now),
  );
  return outcome;
}

/** An authenticator app with its secret. */
interface OpenApp {
  id: string;
  /** In base 32. */
  secret: string;
  /** Sealed under a secret that is not the first of ours. */
  isSealedBefore: boolean;
}

/** @returns the apps among them whose secret one of our secrets opens */
export function openApps(authenticators: SecondFactors["authenticators"]): OpenApp[] {
  return authenticators.flatMap(({ id, sealedSecret }) => {
    if (sealedSecret === null) return [];
    const opened = openSecret(sealedSecret, config().secrets);
    if (opened) return [{ id, secret: opened.text, isSealedBefore: opened.secretIndex > 0 }];
    warnOnce("the secret of an authenticator app was sealed under a SESSION_SECRET that is gone");
    return [];
  });
}

/**
 * @param digits six digits
 * @param now milliseconds since the epoch
 * @returns the time step whose code it is, by the id of the app; apps that it does not match are left out
 */
export function matchTotpSteps(apps: OpenApp[], digits: string, now: number): Record<string, number> {
  return Object.fromEntries(
    apps.flatMap(({ id, secret }) => {
      const step = findTotpStep(secret, digits, now);
      return step === null ? [] : [[id, step]];
    }),
  );
}

/** @returns the secrets that are not sealed under the first of our secrets, sealed anew, by the id of the app */
function reseal(apps: OpenApp[]): Record<string, string> {
  const old = apps.filter(({ isSealedBefore }) => isSealedBefore);
  return Object.fromEntries(old.map(({ id, secret }) => [id, sealSecret(secret, config().secrets)]));
}

/** Only a code whose first symbols belong to an unused one is worth the work of a hash. */
async function matchRecoveryCode(
  counter: string,
  codes: RecoveryCodeRecord[],
  symbols: string,
): Promise<string | null | Failure<"rate_limited">> {
  const blocked = await consume({ limit: "recoveryCode", key: counter });
  if (blocked) return blocked.failure;
  const code = codes.find(({ selector, usedAt }) => usedAt === null && selector === selectorOf(symbols));
  return code && (await verifyPassword(code.hash, symbols)) ? code.id : null;
}

/**
 * Makes recovery codes. Each is a password hash of its own, so they are limited before the first is made.
 *
 * @param now milliseconds since the epoch
 * @returns the codes as their user sees them, once; and their rows; or `rate_limited`
 */
export async function newRecoveryCodes(
  userId: string,
  now: number,
): Promise<{ codes: string[]; records: RecoveryCodeRecord[] } | Failure<"rate_limited">> {
  const blocked = await consume({ limit: "newRecoveryCodes", key: userId });
  if (blocked) return blocked.failure;
  const bySelector = new Map<string, string>();
  while (bySelector.size < RECOVERY_CODE_COUNT) {
    const code = formatRecoveryCode(takeRandomBytes(RECOVERY_CODE_BYTES));
    bySelector.set(selectorOf(code), code);
  }
  const codes = [...bySelector.values()];
  const records = codes.map(async (code) => ({
    id: newId(),
    userId,
    selector: selectorOf(code),
    hash: await hashPassword(normalizeRecoveryCode(code) ?? ""),
    createdAt: now,
    usedAt: null,
  }));
  return { codes, records: await Promise.all(records) };
}

/**
 * Runs a rule that may need recovery codes. They take long to make, so they are made only when the rule asks for them.
 *
 * @param now milliseconds since the epoch
 * @param decide runs the rule, without recovery codes first, and with them when it answers `needs_recovery_codes`
 * @returns the rule's outcome, and the codes that it was given, if any; or the rule's failure, or `rate_limited`
 */
export async function withRecoveryCodes<Outcome>(
  userId: string,
  now: number,
  decide: (codes: RecoveryCodeRecord[] | null) => Promise<Outcome | NeedsRecoveryCodes | Failure>,
): Promise<{ outcome: Outcome; codes: string[] } | Failure> {
  const first = await decide(null);
  const made =
    first === "needs_recovery_codes" ? await newRecoveryCodes(userId, now) : { codes: [], records: null };
  if (isFailure(made)) return made;
  const outcome = made.records ? await decide(made.records) : first;
  if (outcome === "needs_recovery_codes") throw new Error("recovery codes were given");
  return isFailure(outcome) ? outcome : { outcome, codes: made.codes };
}

/**
 * Adds a factor.
 *
 * @param now milliseconds since the epoch
 * @param add as `decide` of `withRecoveryCodes`
 * @returns the authenticator, with the recovery codes of a user's first one; or the codes of `withRecoveryCodes`
 */
export async function addFactor(
  userId: string,
  now: number,
  add: (codes: RecoveryCodeRecord[] | null) => Promise<AddedFactor | NeedsRecoveryCodes | Failure>,
): Promise<{ authenticator: AuthenticatorView; recoveryCodes?: string[] } | Failure> {
  const added = await withRecoveryCodes<AddedFactor>(userId, now, add);
  if (isFailure(added)) return added;
  const { outcome, codes } = added;
  const authenticator = authenticatorView(outcome.authenticator);
  return outcome.isFirst && codes.length > 0 ? { authenticator, recoveryCodes: codes } : { authenticator };
}

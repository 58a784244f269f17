/**
 * Codes of an authenticator app (TOTP, RFC 6238): which time steps are good, and how wrong codes lock the app.
 *
 * A code is compared with the app's secret before the transaction; these rules get the time step it belongs to.
 */
import type { Change } from "@/lib/session/decision";
import { type Failure, fail } from "@/lib/session/failure";
import type { AuthenticatorRecord } from "@/lib/session/sign-in/sign-in-records";

/** RFC 6238, section 4.1. */
const STEP_MS = 30_000;
/** Wrong codes in a row that lock an app, each time again. */
export const CODES_PER_LOCK = 5;
const FIRST_LOCK_MS = 60_000;
/** With it, a hundred wrong codes take more than four months (NIST SP 800-63B-4, section 3.2.2). */
const LONGEST_LOCK_MS = 30 * 24 * 60 * 60 * 1000;

/** @returns the time step of an instant: whole periods of 30 seconds since the epoch */
export function timeStep(now: number): number {
  return Math.floor(now / STEP_MS);
}

/** @returns how long an app is locked after a number of wrong codes in a row, in milliseconds; 0 when it is not */
export function lockAfter(failures: number): number {
  if (failures === 0 || failures % CODES_PER_LOCK !== 0) return 0;
  return Math.min(FIRST_LOCK_MS * 2 ** (failures / CODES_PER_LOCK - 1), LONGEST_LOCK_MS);
}

/** What a code is worth at one app, and the changes that record it. */
export interface TotpResult {
  /** `used`: the code, or a newer one, was accepted before. */
  result: "right" | "wrong" | "used" | Failure<"factor_locked">;
  changes: Change[];
}

/**
 * Judges a code at one app. The code of this time step and of the one before are good, each once, wherever the app is
 * asked for (RFC 6238, section 5.2; OWASP ASVS 5.0, 6.5.1). A wrong one is counted, and every fifth in a row locks the
 * app: for a minute, then each time for twice as long. A code that was used before is refused without being counted, so
 * a request that is sent twice locks nothing.
 *
 * @param app read under the lock of its user
 * @param matchedStep the time step whose code it is; null when it is none of the steps around now
 */
export function judgeTotpCode(app: AuthenticatorRecord, matchedStep: number | null, now: number): TotpResult {
  const { id, failures, lastStep, lockedUntil } = app;
  if (lockedUntil !== null && lockedUntil > now) {
    const retryAfter = Math.ceil((lockedUntil - now) / 1000);
    return { result: fail("factor_locked", { retryAfter }), changes: [] };
  }
  const age = matchedStep === null ? null : timeStep(now) - matchedStep;
  if (matchedStep !== null && (age === 0 || age === 1)) {
    if (lastStep !== null && matchedStep <= lastStep) return { result: "used", changes: [] };
    const set = { lastStep: matchedStep, lastUsedAt: now, failures: 0, lockedUntil: null };
    return { result: "right", changes: [{ kind: "update-authenticator", id, set }] };
  }
  const lock = lockAfter(failures + 1);
  const set = { failures: failures + 1, lockedUntil: lock === 0 ? null : now + lock };
  return { result: "wrong", changes: [{ kind: "update-authenticator", id, set }] };
}

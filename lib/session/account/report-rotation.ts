/**
 * How the user who reports a session shows that it is them: with the password, which is changed; or, where the account has
 * none, with a recent sign-in, as before any other sensitive change (OWASP ASVS 5.0, 7.5.1). Nothing is guessed then, so
 * it counts as a rotation and not as an attempt.
 */
import { type Change, type Decision, type Family, noChange } from "@/lib/session/decision";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type { RefreshPolicy } from "@/lib/session/refresh";
import { NO_PASSWORD } from "@/lib/session/session";
import { countRotation } from "@/lib/session/user-limits";
import {
  decidePasswordChange,
  decideSoleRotation,
  type PasswordChangeOutcome,
  type SoleRotationCommand,
} from "./password-change";

export interface ReportPolicy extends RefreshPolicy {
  /** `REAUTHENTICATION_WINDOW`, in milliseconds. */
  reauthenticationWindow: number;
}

/** The password, which was checked against a stored hash, and the hash of the new one. */
interface ByPassword {
  verifiedHash: string;
  passwordHash: string;
}

/** When the user last proved who they are, in milliseconds since the epoch; of an account without a password. */
interface ByRecentSignIn {
  authTime: number;
}

export type ReportRotation = Omit<SoleRotationCommand, "verifiedHash" | "othersEnd"> &
  (ByPassword | ByRecentSignIn);

export type ReportRotationOutcome = PasswordChangeOutcome | Failure<"reauthentication_required">;

/** @returns whether a report changes the password */
export function isByPassword(rotation: ReportRotation): rotation is ReportRotation & ByPassword {
  return "passwordHash" in rotation;
}

/**
 * Rotates the session that reports another one, ends all others, and changes the password where there is one.
 *
 * @param family must have been loaded with its account
 * @param notice the message that the password has changed
 * @returns outcome: that of `decidePasswordChange`; without a password, `reauthentication_required` unless the sign-in is
 *   recent, `invalid_credentials` when the account has got a password by now, and `rate_limited` after too many rotations
 */
export function decideReportRotation(
  family: Family | null,
  rotation: ReportRotation,
  notice: (now: number) => Change,
  now: number,
  policy: ReportPolicy,
): Decision<ReportRotationOutcome> {
  if (isByPassword(rotation))
    return decidePasswordChange(family, { ...rotation, signOutOthers: true, notice }, now, policy);

  const command = { ...rotation, verifiedHash: NO_PASSWORD, othersEnd: "user" } as const;
  const rotated = decideSoleRotation(family, command, now, policy);
  if (!family || isFailure(rotated.outcome)) return rotated;
  if (now - rotation.authTime >= policy.reauthenticationWindow)
    return noChange(fail("reauthentication_required"));
  const counted = countRotation(family.session, family.rotations, now, policy);
  if (isFailure(counted)) return noChange(counted);
  const about = { userId: family.user.id, sessionId: family.session.id, actor: rotation.actor };
  return {
    outcome: rotated.outcome,
    changes: [...rotated.changes, ...counted],
    events: [{ name: "account_secured", at: now, ...about, reason: null }, ...rotated.events],
  };
}

/**
 * The reasons why a session can be over. A code is stable and travels (database, API, `?reason=`). Its texts are in the
 * catalogue (`lib/texts`), so nothing that arrives in a URL is ever echoed to the page.
 */

/** A person or a rule ended the session before it reached a limit. */
export const REVOCATION_REASONS = [
  "signed_out",
  "user",
  "revoked_everywhere",
  "admin",
  "account_disabled",
  "reuse_detected",
  "password_changed",
  "replaced",
  "too_many_attempts",
  "provider",
  "account_deletion",
] as const;
export type RevocationReason = (typeof REVOCATION_REASONS)[number];

/** The session ran into one of its limits. */
export const EXPIRY_REASONS = ["idle", "absolute"] as const;
export type ExpiryReason = (typeof EXPIRY_REASONS)[number];

/** All values of a session's `endedReason`. */
export type EndReason = RevocationReason | ExpiryReason;

/** The values of `?reason=` that the login page accepts; `expired` is the general form of the two limits. */
export type LoginReason = EndReason | "expired";

/** @returns the code when the login page accepts `value`, else null; never throws. */
export function parseLoginReason(value: unknown): LoginReason | null {
  const accepted: LoginReason[] = ["expired", ...EXPIRY_REASONS, ...REVOCATION_REASONS];
  return accepted.find((known) => known === value) ?? null;
}

/** @returns true for an end that hints at an attack, which the user should look into */
export function isSuspicious(reason: LoginReason | null): boolean {
  return reason === "reuse_detected" || reason === "too_many_attempts";
}

/** @returns true for the idle and the absolute limit, false for every revocation */
export function isExpiry(reason: LoginReason): reason is ExpiryReason {
  return reason === "idle" || reason === "absolute";
}

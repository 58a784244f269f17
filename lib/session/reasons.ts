/**
 * The reasons why a session can be over, and the text the user reads about each.
 *
 * A code is stable and travels (database, API, `?reason=`). Its text is fixed in this file and nowhere else, so nothing
 * that arrives in a URL is ever echoed to the page.
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
] as const;
export type RevocationReason = (typeof REVOCATION_REASONS)[number];

/** The session ran into one of its limits. */
export const EXPIRY_REASONS = ["idle", "absolute"] as const;
export type ExpiryReason = (typeof EXPIRY_REASONS)[number];

/** All values of a session's `endedReason`. */
export type EndReason = RevocationReason | ExpiryReason;

/** The values of `?reason=` that the login page accepts; `expired` is the general form of the two limits. */
export type LoginReason = EndReason | "expired";

/** The line that the login page shows above the form. */
const LOGIN_TEXT: Record<LoginReason, string> = {
  expired: "Your session has expired. Please log in again.",
  idle: "You were signed out after a period of inactivity. Please sign in again.",
  absolute: "Your session reached its maximum length. Please sign in again.",
  signed_out: "You’re signed out.",
  user: "This device was signed out from another of your devices.",
  revoked_everywhere: "You signed out everywhere.",
  admin: "An administrator signed you out.",
  account_disabled: "This account has been disabled.",
  reuse_detected:
    "We ended this session because its sign-in token was used twice. Someone may have copied it. Sign in and review your devices.",
  password_changed: "Your password was changed. Sign in with your new password.",
  replaced: "This session was replaced by a newer sign-in.",
  too_many_attempts:
    "We ended this session after too many incorrect passwords. If that wasn’t you, sign in and review your devices.",
  provider: "You were signed out at the service you sign in with. Please sign in again.",
};

/** The parts of the sentence about an end. */
export interface SessionEndText {
  reason: LoginReason;
  /** The label of the device it was ended from; null when a rule ended it, or when the user may not know. */
  from: string | null;
  /** The time as part of a sentence, "today at 14:02"; null where the screen shows it separately. */
  when: string | null;
}

/** The sentence about an end, without its full stop, and the advice that follows it. */
const END_TEXT: Record<LoginReason, { rule: string; elsewhere?: string; advice?: string }> = {
  expired: { rule: "This session has ended" },
  idle: { rule: "Signed out after a period of inactivity" },
  absolute: { rule: "Signed out at the maximum session length" },
  signed_out: { rule: "You signed out" },
  user: { rule: "You ended this session", elsewhere: "another of your devices" },
  revoked_everywhere: { rule: "You signed out everywhere" },
  admin: { rule: "An administrator ended this session" },
  account_disabled: { rule: "An administrator disabled this account" },
  reuse_detected: {
    rule: "We ended this session because its sign-in token was used twice",
    advice: "Someone may have copied it. Review your devices.",
  },
  password_changed: { rule: "This session ended because you changed your password" },
  replaced: { rule: "A newer sign-in on this browser replaced this session" },
  too_many_attempts: {
    rule: "We ended this session after too many incorrect passwords",
    advice: "If that wasn’t you, review your devices.",
  },
  provider: { rule: "The service you sign in with ended this session" },
};

/** @returns the code when the login page accepts `value`, else null; never throws. */
export function parseLoginReason(value: unknown): LoginReason | null {
  return typeof value === "string" && Object.hasOwn(LOGIN_TEXT, value) ? (value as LoginReason) : null;
}

/** @returns the sentence the login page shows for a reason. */
export function loginText(reason: LoginReason): string {
  return LOGIN_TEXT[reason];
}

/** @returns a sentence that tells the owner how a session ended: by which rule, by whom, from where, when. */
export function describeSessionEnd({ reason, from, when }: SessionEndText): string {
  const { rule, elsewhere, advice } = END_TEXT[reason];
  // When a device signs out itself, the sentence need not say where that came from.
  const told = reason === "signed_out" ? null : (from ?? elsewhere);
  const sentence = [rule, told && ` from ${told}`, when && `, ${when}`].filter(Boolean).join("");
  return advice ? `${sentence}. ${advice}` : `${sentence}.`;
}

/** @returns true for an end that hints at an attack, which the user should look into */
export function isSuspicious(reason: LoginReason | null): boolean {
  return reason === "reuse_detected" || reason === "too_many_attempts";
}

/** @returns true for the idle and the absolute limit, false for every revocation */
export function isExpiry(reason: LoginReason): reason is ExpiryReason {
  return reason === "idle" || reason === "absolute";
}

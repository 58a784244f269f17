/**
 * Why a session is over, and what the person is told about it.
 *
 * A code is stable and travels (database, API, `?reason=`); its text is fixed here and nowhere else,
 * so nothing that arrives in a URL is ever echoed to the page.
 */

/** Somebody or some rule ended the session before its time. */
export const REVOCATION_REASONS = [
  "signed_out",
  "user",
  "revoked_everywhere",
  "admin",
  "account_disabled",
  "reuse_detected",
  "password_changed",
  "replaced",
] as const;
export type RevocationReason = (typeof REVOCATION_REASONS)[number];

/** The session ran into one of its limits. */
export const EXPIRY_REASONS = ["idle", "absolute"] as const;
export type ExpiryReason = (typeof EXPIRY_REASONS)[number];

/** Everything that can stand in `endedReason` of a session. */
export type EndReason = RevocationReason | ExpiryReason;

/** What the login page accepts as `?reason=`; `expired` is the general form of the two limits. */
export type LoginReason = EndReason | "expired";

/** Login page: the one line shown above the form. */
const LOGIN_TEXT: Record<LoginReason, string> = {
  expired: "Your session has expired. Please log in again.",
  idle: "You were away for a while, so we signed you out. Please log in again.",
  absolute: "You have been signed in for the longest time we allow. Please log in again.",
  signed_out: "You have signed out.",
  user: "This device was signed out from another one of your devices.",
  revoked_everywhere: "You were signed out on every device.",
  admin: "An administrator ended this session.",
  account_disabled: "This account has been disabled.",
  reuse_detected:
    "We ended this session because an old sign-in token was used again. Somebody may have copied it. Log in again and check your devices.",
  password_changed: "Your password was changed. Please log in with the new one.",
  replaced: "This session was replaced by a newer sign-in.",
};

/** Device history: how an ended session ended, as the end of the sentence "Ended: …". */
const HISTORY_TEXT: Record<EndReason, string> = {
  idle: "unused for longer than its idle limit",
  absolute: "reached its longest lifetime",
  signed_out: "signed out on the device",
  user: "ended from another device",
  revoked_everywhere: "signed out everywhere",
  admin: "ended by an administrator",
  account_disabled: "the account was disabled",
  reuse_detected: "an old token was used again, so the session may have been copied",
  password_changed: "the password was changed",
  replaced: "replaced by a newer sign-in",
};

/** @returns the code when `value` is one the login page knows, else null; never throws. */
export function parseLoginReason(value: unknown): LoginReason | null {
  return typeof value === "string" && Object.hasOwn(LOGIN_TEXT, value) ? (value as LoginReason) : null;
}

/** @returns the sentence the login page shows for a reason. */
export function loginText(reason: LoginReason): string {
  return LOGIN_TEXT[reason];
}

/** @returns the words for an ended device in the history. */
export function historyText(reason: EndReason): string {
  return HISTORY_TEXT[reason];
}

/** @returns true for the two limits, false when somebody or something ended the session. */
export function isExpiry(reason: EndReason): reason is ExpiryReason {
  return reason === "idle" || reason === "absolute";
}

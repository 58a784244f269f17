import type { ActivityEntryView, AuditEventName } from "@/lib/session/contract";

const SENTENCE: Record<AuditEventName, string> = {
  signed_up: "You created this account",
  signed_in: "You signed in",
  signed_in_new_browser: "You signed in on a browser that was new to us",
  sign_in_failed: "A sign-in failed: the password was wrong",
  sign_in_throttled: "A sign-in was turned away after too many wrong passwords",
  session_ended: "A session ended",
  reuse_detected: "An old sign-in token was used again",
  device_renamed: "You renamed a device",
  reauthenticated: "You confirmed your password",
  reauthentication_failed: "Confirming your password failed: it was wrong",
  password_changed: "You changed your password",
  profile_changed: "You changed your profile",
  account_created: "An administrator created this account",
  roles_changed: "An administrator changed your roles",
  password_reset: "An administrator reset your password",
  account_disabled: "The account was disabled",
  account_enabled: "The account was enabled again",
};

/** What deserves a second look, and so a different colour. */
const ALARMING: readonly AuditEventName[] = [
  "sign_in_failed",
  "sign_in_throttled",
  "reauthentication_failed",
  "reuse_detected",
  "account_disabled",
  "password_reset",
];

/** @returns an audit event as a sentence to its owner. */
export function activitySentence({ event, byOther }: ActivityEntryView): string {
  return byOther && event.startsWith("account_") ? `${SENTENCE[event]} by an administrator` : SENTENCE[event];
}

/** @returns true for events that are done to a device, perhaps from another one. */
export function isAboutDevice({ event }: ActivityEntryView): boolean {
  return event === "session_ended" || event === "device_renamed";
}

/** @returns true for events a person should look at twice. */
export function isSecurityAlert({ event, reason }: ActivityEntryView): boolean {
  return ALARMING.includes(event) || reason === "reuse_detected";
}

import type { ActivityEntryView } from "@/lib/session/activity-contract";
import type { AuditEventName } from "@/lib/session/audit-events";
import { isSuspicious } from "@/lib/session/reasons";

const SENTENCE: Record<AuditEventName, string> = {
  signed_up: "You created this account",
  signed_in: "You signed in",
  signed_in_new_browser: "New sign-in",
  sign_in_failed: "Failed sign-in: incorrect password or code",
  sign_in_throttled: "Sign-in blocked after too many incorrect passwords or codes",
  session_ended: "A session ended",
  reuse_detected: "A sign-in token was used twice",
  device_proof_refused: "A request was refused: it couldn’t prove that it came from the signed-in browser",
  device_renamed: "You renamed a device",
  device_requested: "A device asked to be added",
  device_approved: "You approved a new device",
  reauthenticated: "You confirmed your password",
  reauthentication_failed: "Password confirmation failed: incorrect password",
  password_changed: "You changed your password",
  profile_changed: "You changed your profile",
  idle_timeout_changed: "You changed when inactive devices are signed out",
  account_created: "An administrator created this account",
  roles_changed: "An administrator changed your roles",
  password_reset: "An administrator reset your password",
  account_disabled: "Account disabled",
  account_enabled: "Account enabled",
  factor_added: "You added a way to confirm sign-ins",
  factor_removed: "You removed a way to confirm sign-ins",
  factor_renamed: "You renamed a way to confirm sign-ins",
  second_factor_failed: "Incorrect second-step code",
  recovery_codes_made: "You made new recovery codes",
  recovery_code_used: "A recovery code was used",
  email_changed: "You changed your email address",
  passkey_counter_fell: "A passkey may have been copied",
  identity_linked: "Another service can now sign you in",
  organization_created: "You created an organization",
  organization_changed: "You changed an organization’s settings",
  organization_deleted: "You deleted an organization",
  workspace_created: "You created a workspace",
  workspace_deleted: "You deleted a workspace",
  workspace_member_changed: "Your role in a workspace changed",
  workspace_member_removed: "You’re no longer in a workspace",
  impersonation_requested: "An administrator asked to sign in as you",
  impersonation_started: "An administrator signed in as you",
  invitation_sent: "You invited a person to an organization",
  invitation_withdrawn: "Your invitation to an organization was withdrawn",
  invitation_accepted: "You joined an organization",
  api_key_created: "You created an API key",
  api_key_revoked: "Your API key was revoked",
  member_role_changed: "Your role in an organization changed",
  member_removed: "You were removed from an organization",
  member_left: "You left an organization",
  deletion_scheduled: "You asked us to delete your account",
  account_kept: "You decided to keep your account",
  account_deleted: "Account deleted",
  data_exported: "You downloaded your data",
};

/** Events shown in the alarm colour. */
const ALARMING: readonly AuditEventName[] = [
  "sign_in_failed",
  "sign_in_throttled",
  "reauthentication_failed",
  "reuse_detected",
  "device_proof_refused",
  "account_disabled",
  "password_reset",
  "second_factor_failed",
  "passkey_counter_fell",
  "deletion_scheduled",
];

/** @returns an audit event as a sentence to its owner. */
export function activitySentence({ event, byOther }: ActivityEntryView): string {
  return byOther && event.startsWith("account_") ? `${SENTENCE[event]} by an administrator` : SENTENCE[event];
}

/** @returns true for events whose subject is a device, which may not be the one they came from. */
export function isAboutDevice({ event }: ActivityEntryView): boolean {
  return event === "session_ended" || event === "device_renamed";
}

/** @returns true for events the user should check. */
export function isSecurityAlert({ event, reason }: ActivityEntryView): boolean {
  return ALARMING.includes(event) || isSuspicious(reason);
}

/** @returns true for the sign-ins of a user, about which the user may be asked "Was this you?". */
export function isSignIn({ event, byOther }: ActivityEntryView): boolean {
  return !byOther && (event === "signed_in" || event === "signed_in_new_browser");
}

import type { ActivityEntryView } from "@/lib/session/account/activity-contract";
import type { AuditEventName } from "@/lib/session/audit-events";
import { isSuspicious } from "@/lib/session/reasons";
import type { Texts } from "@/lib/texts/catalogue";

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
export function activitySentence({ event, byOther }: ActivityEntryView, t: Texts<"activity">): string {
  const byAdministrator: Partial<Record<AuditEventName, string>> = t.byAdministrator;
  return (byOther && byAdministrator[event]) || t.event[event];
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

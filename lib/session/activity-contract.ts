/** The JSON of the audit log as its users see it. Times are ISO 8601 UTC strings. */
import type { EndReason } from "./reasons";

/** The names of audit events. The activity page has a sentence for each. */
export const AUDIT_EVENTS = [
  "signed_up",
  "signed_in",
  "signed_in_new_browser",
  "sign_in_failed",
  "sign_in_throttled",
  "session_ended",
  "reuse_detected",
  "device_proof_refused",
  "device_renamed",
  "device_requested",
  "device_approved",
  "reauthenticated",
  "reauthentication_failed",
  "password_changed",
  "profile_changed",
  "idle_timeout_changed",
  "account_created",
  "roles_changed",
  "password_reset",
  "account_disabled",
  "account_enabled",
  "factor_added",
  "factor_removed",
  "factor_renamed",
  "second_factor_failed",
  "recovery_codes_made",
  "recovery_code_used",
  "email_changed",
  "passkey_counter_fell",
  "identity_linked",
  "organization_created",
  "organization_changed",
  "organization_deleted",
  "workspace_created",
  "workspace_deleted",
  "workspace_member_changed",
  "workspace_member_removed",
  "impersonation_requested",
  "impersonation_started",
  "invitation_sent",
  "invitation_withdrawn",
  "invitation_accepted",
  "api_key_created",
  "api_key_revoked",
  "member_role_changed",
  "member_removed",
  "member_left",
  "deletion_scheduled",
  "account_kept",
  "account_deleted",
  "data_exported",
] as const;

export type AuditEventName = (typeof AUDIT_EVENTS)[number];

/** One line of the activity page. */
export interface ActivityEntryView {
  id: string;
  event: AuditEventName;
  at: string;
  sessionId: string | null;
  ipAddress: string | null;
  /** The device the event came from, in words ("Chrome on Windows"). */
  device: string | null;
  /** Set on `session_ended`. */
  reason: EndReason | null;
  /** True when an administrator did it, not the user. */
  byOther: boolean;
}

/** `GET /api/me/activity`: newest first. */
export interface ActivityPageView {
  entries: ActivityEntryView[];
  /** The `cursor` of the next page; null on the last one. */
  nextCursor: string | null;
}

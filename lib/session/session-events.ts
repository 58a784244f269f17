/** The events of `GET /api/session/events`, made from those audit events of the account that concern a session. */
import type { z } from "zod";
import type { CurrentSessionView } from "./contract";
import type { AuditEvent } from "./decision";
import { type EndReason, type ExpiryReason, isExpiry } from "./reasons";
import type { sessionEndSchema } from "./view-schemas/sign-in";

/** How a session ended: why, when, by whom, and from which device. */
export type SessionEnd = z.infer<typeof sessionEndSchema>;

/** Who ended a session, as shown to its user; null when a rule did. */
export type EndedBy = NonNullable<SessionEnd["by"]>;

/** The events of `GET /api/session/events`. */
export type StreamMessage =
  | { event: "state"; data: CurrentSessionView }
  | { event: "revoked"; data: SessionEnd }
  | { event: "expired"; data: { sessionId: string; reason: ExpiryReason; at: string } }
  | { event: "sessions-changed"; data: Record<string, never> }
  | { event: "user-changed"; data: Record<string, never> };

/** @returns how a session ended, limited to the facts its user may know */
export function sessionEnd(
  event: Pick<AuditEvent, "at" | "actor" | "userId">,
  sessionId: string,
  reason: EndReason,
): SessionEnd {
  const { actor, userId } = event;
  const by = actor.userId === null ? null : actor.userId === userId ? "you" : "administrator";
  return {
    sessionId,
    reason,
    at: new Date(event.at).toISOString(),
    by,
    from: by === "you" ? actor.device : null,
  };
}

/**
 * @param event an audit event of the account
 * @param sessionId the session whose stream it is
 * @returns the message for that stream, or null when the event does not concern it
 */
export function toStreamMessage(event: AuditEvent, sessionId: string): StreamMessage | null {
  switch (event.name) {
    case "session_ended": {
      if (event.sessionId !== sessionId || !event.reason) return { event: "sessions-changed", data: {} };
      const { reason } = event;
      // An administrator who stops acting as the user: the page that sent the form is on its way to the next one, and must
      // not be led elsewhere. The other tabs see that the epoch has moved.
      if (reason === "signed_out" && event.actor.userId !== event.userId) return null;
      return isExpiry(reason)
        ? { event: "expired", data: { sessionId, reason, at: new Date(event.at).toISOString() } }
        : { event: "revoked", data: sessionEnd(event, sessionId, reason) };
    }
    case "signed_up":
    case "signed_in":
    case "signed_in_new_browser":
    case "device_renamed":
    case "device_requested":
    case "impersonation_started":
    // What a session works in is read from the memberships, so it may be another now.
    case "organization_deleted":
    case "invitation_accepted":
    case "member_role_changed":
    case "member_removed":
    case "member_left":
    case "workspace_deleted":
    case "workspace_member_changed":
    case "workspace_member_removed":
      return { event: "sessions-changed", data: {} };
    case "profile_changed":
    case "email_changed":
    case "email_restored":
    case "email_removed":
    case "idle_timeout_changed":
    case "password_changed":
    case "account_secured":
    case "roles_changed":
    case "factor_added":
    case "factor_removed":
    case "factor_renamed":
    case "recovery_codes_made":
    case "recovery_code_used":
    case "account_kept":
      return { event: "user-changed", data: {} };
    default:
      return null;
  }
}

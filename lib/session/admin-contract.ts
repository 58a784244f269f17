/** The JSON of administration. Times are ISO 8601 UTC strings. */
import type { AuditEventName } from "./activity-contract";
import type { ImpersonatorView, UserView } from "./contract";
import type { EndReason } from "./reasons";

/** A user as an administrator sees them: with whether the account is disabled. */
export interface AdminUserView extends UserView {
  disabledAt: string | null;
}

/** `POST /api/admin/users/:id/impersonate` */
export interface ImpersonationView {
  ticket: string;
  /** The page that takes the ticket; it stands in its fragment. */
  url: string;
  expiresAt: string;
}

/** An event of the audit log, as administrators see it. An account without a name was deleted. */
export interface AuditEntryView {
  id: string;
  event: AuditEventName;
  at: string;
  user: { id: string; name: string | null } | null;
  /** Who did it; null when a rule or the command line did. */
  actor: { id: string; name: string | null } | null;
  ipAddress: string | null;
  device: string | null;
  reason: EndReason | null;
  details: Record<string, string> | null;
}

/** An administrator who acts as a user now, as administrators see it. */
export interface RunningImpersonationView {
  sessionId: string;
  administrator: ImpersonatorView;
  user: ImpersonatorView;
  /** The administrator's own words. */
  reason: string;
  startedAt: string;
}

/** `GET /api/admin/users` */
export interface UserPageView {
  users: AdminUserView[];
  total: number;
  page: number;
  pageSize: number;
}

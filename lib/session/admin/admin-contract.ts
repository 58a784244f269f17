/** The JSON of administration. Times are ISO 8601 UTC strings. */
import type { z } from "zod";
import type { AuditEventName } from "@/lib/session/audit-events";
import type { ImpersonatorView } from "@/lib/session/contract";
import type { EndReason } from "@/lib/session/reasons";
import type {
  adminUserSchema,
  impersonationSchema,
  userPageSchema,
} from "@/lib/session/view-schemas/administration";

/** A user as an administrator sees them: with whether the account is disabled. */
export type AdminUserView = z.infer<typeof adminUserSchema>;

/** `POST /api/admin/users/:id/impersonate` */
export type ImpersonationView = z.infer<typeof impersonationSchema>;

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
export type UserPageView = z.infer<typeof userPageSchema>;

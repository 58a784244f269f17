import type { Database } from "@/db/database";
import type { AuditEventName } from "@/lib/session/audit-events";
import type { AuditEvent } from "@/lib/session/decision";

/** An audit event of the user Ada. */
export function auditEvent(name: AuditEventName, sessionId: string | null = null): AuditEvent {
  const actor = { userId: "ada", sessionId, ipAddress: "192.0.2.1", device: "Chrome on Windows" };
  return { name, at: Date.now(), userId: "ada", sessionId, actor, reason: null };
}

/** Commits these events, without any other change. */
export async function commitEvents(db: Database, ...events: AuditEvent[]): Promise<void> {
  await db.changeAccount({ id: "unknown" }, (_, now) => ({
    outcome: null,
    changes: [],
    events: events.map((event) => ({ ...event, at: now })),
  }));
}

/** @returns a list to which the names of all committed events are added */
export function collectEventNames(db: Database): string[] {
  const received: string[] = [];
  db.onCommitted((events) => void received.push(...events.map(({ name }) => name)));
  return received;
}

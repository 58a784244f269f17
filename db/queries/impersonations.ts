/** The sessions in which administrators act as users. */
import { and, desc, eq, isNotNull, isNull } from "drizzle-orm";
import { type Engine, rows } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import type { AuditDetails } from "@/lib/session/decision";
import type { SessionRecord } from "@/lib/session/session";
import { sessionColumns } from "./session-columns";

/** The reason is kept in the event that recorded its start. */
const running = statement(({ db, sessions, users, auditEvents }) =>
  db
    .select({
      session: sessionColumns({ db, sessions, users }),
      userName: users.name,
      details: auditEvents.details,
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(
      auditEvents,
      and(
        eq(auditEvents.userId, sessions.userId),
        eq(auditEvents.sessionId, sessions.id),
        eq(auditEvents.name, "impersonation_started"),
      ),
    )
    .where(and(isNotNull(sessions.impersonatorSessionId), isNull(sessions.endedAt)))
    .orderBy(desc(sessions.createdAt)),
);

/** A session, the name of its user, and what the event of its beginning says. */
export interface StoredImpersonation {
  session: SessionRecord;
  userName: string;
  details: AuditDetails | null;
}

/** @returns the reads of impersonations, as methods of `Database` */
export function createImpersonationReads(engine: Engine) {
  return {
    /** @returns those that have not been ended, the newest first; some may be past a limit */
    async listImpersonations(): Promise<StoredImpersonation[]> {
      return engine.run(rows(running));
    },
  };
}

/** The audit log of all accounts, for administrators. */
import { aliasedTable, and, desc, eq, gte, lt, lte, or, type SQLWrapper, sql } from "drizzle-orm";
import { type Engine, rows } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import type { AuditEventName } from "@/lib/session/audit-events";
import { SANDBOX_ID_PATTERN } from "@/lib/session/demo/sandbox-user"; // demo:line
import { BEFORE_ALL, type EventPosition, type StoredEvent } from "./audit";
import { containsPattern } from "./search-keys";

/** The accounts may be deleted by now: the events stay. */
const page = statement(({ db, param, auditEvents, users }) => {
  const actors = aliasedTable(users, "actors");
  const { at, id, name } = auditEvents;
  const isOf = (key: SQLWrapper) => sql`coalesce(${key}, '') like ${param("pattern")} escape '\\'`;
  return db
    .select({ event: auditEvents, userName: users.name, actorName: actors.name })
    .from(auditEvents)
    .leftJoin(users, eq(users.id, auditEvents.userId))
    .leftJoin(actors, eq(actors.id, auditEvents.actorUserId))
    .where(
      and(
        gte(at, param("from")),
        lt(at, param("until")),
        sql`coalesce(${auditEvents.userId}, '') not like ${SANDBOX_ID_PATTERN}`, // demo:line
        sql`${name} like ${param("name")}`,
        or(isOf(users.nameKey), isOf(users.emailKey), isOf(actors.nameKey), isOf(actors.emailKey)),
        lte(at, param("at")),
        or(lt(at, param("at")), lt(id, param("id"))),
      ),
    )
    .orderBy(desc(at), desc(id))
    .limit(sql.placeholder("limit"));
});

/** What narrows the log down; null for everything. */
export interface AuditFilter {
  name: AuditEventName | null;
  /** Part of the name or address of the user an event is about, or of the one who did it. */
  user: string;
  /** The first instant and the one after the last, in milliseconds since the epoch. */
  from: number | null;
  until: number | null;
}

/** An event, with the names of its accounts as far as they still exist. */
export interface FoundEvent {
  event: StoredEvent;
  userName: string | null;
  actorName: string | null;
}

/** @returns the search of the audit log, as a method of `Database` */
export function createAuditSearch(engine: Engine) {
  return {
    /**
     * @param after the event that stands before the first one wanted; null for the newest
     * @returns the events of all accounts that fit, the newest first
     */
    async searchEvents(
      { name, user, from, until }: AuditFilter,
      after: EventPosition | null,
      limit: number,
    ): Promise<FoundEvent[]> {
      const pattern = containsPattern(user);
      const { at, id } = after ?? BEFORE_ALL;
      const between = { from: from ?? 0, until: until ?? Number.MAX_SAFE_INTEGER };
      return engine.run(rows(page, { ...between, name: name ?? "%", pattern, at, id, limit }));
    },
  };
}

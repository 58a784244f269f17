/** The audit log: rows are written once and never changed. */
import { and, desc, eq, lt, lte, or, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { all, type Engine, notify, one, type Query, rows } from "@/db/engine/engine";
import { type QueryContext, statement } from "@/db/engine/statements";
import type { auditEvents as table } from "@/db/sqlite/schema";
import type { AuditEventName } from "@/lib/session/audit-events";
import type { AuditEvent } from "@/lib/session/decision";
import { insertInto } from "./row-writes";
import { isAttempt, isNoAttempt } from "./sign-in-attempts";

export type StoredEvent = typeof table.$inferSelect;
type OwnEventName = Exclude<AuditEventName, "sign_in_failed" | "sign_in_throttled">;

const insertEvent = statement(({ db, auditEvents }) =>
  insertInto(db, auditEvents).returning({ id: auditEvents.id }),
);
const ownEvents = statement((tools) => eventsAfter(tools, isNoAttempt));
const attempts = statement((tools) => eventsAfter(tools, isAttempt));
const ownEventsNamed = statement(({ db, param, auditEvents }) =>
  db
    .select()
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.userId, param("userId")),
        isNoAttempt(auditEvents.name),
        eq(auditEvents.name, param("name")),
      ),
    )
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(sql.placeholder("limit")),
);
const newest = statement(({ db, auditEvents }) =>
  db.select({ at: auditEvents.at }).from(auditEvents).orderBy(desc(auditEvents.id)).limit(1),
);
/** A place in the list of an account's events, which is ordered by time and then by id, the newest first. */
export type EventPosition = Pick<StoredEvent, "at" | "id">;
/** Where a list begins: before the newest event. */
export const BEFORE_ALL: EventPosition = { at: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER };

function eventsAfter(
  { db, param, auditEvents }: Pick<QueryContext, "db" | "param" | "auditEvents">,
  kind: (name: SQLWrapper) => SQL,
) {
  const { at, id, name, userId } = auditEvents;
  const isAfter = and(lte(at, param("at")), or(lt(at, param("at")), lt(id, param("id"))));
  return db
    .select()
    .from(auditEvents)
    .where(and(eq(userId, param("userId")), kind(name), isAfter))
    .orderBy(desc(at), desc(id))
    .limit(sql.placeholder("limit"));
}

/** Reads all events of an account, oldest first. */
export function* allEventsOf(userId: string): Query<StoredEvent[]> {
  const values = { userId, ...BEFORE_ALL, limit: Number.MAX_SAFE_INTEGER };
  const found = yield* all(rows(ownEvents, values), rows(attempts, values));
  return found.flat().sort((a, b) => a.at - b.at || a.id - b.id);
}

/** Reads the newest events of one kind of an account, newest first. */
export function eventsNamed(userId: string, name: OwnEventName, limit: number): Query<StoredEvent[]> {
  return rows(ownEventsNamed, { userId, name, limit });
}

/** @returns the reads of the audit log, and the record of events without a change, as methods of `Database` */
export function createAudit(engine: Engine) {
  return {
    /** Appends an event that changes nothing else, such as a failed sign-in. */
    async recordEvent(event: AuditEvent): Promise<void> {
      await engine.run(insert(event));
    },

    /**
     * @param after the event that stands before the first one wanted; null for the newest
     * @returns the events of an account, newest first; sign-in attempts have a limit of their own
     */
    async listEvents(
      userId: string,
      limits: { own: number; attempts: number },
      after: EventPosition | null = null,
    ): Promise<StoredEvent[]> {
      const { at, id } = after ?? BEFORE_ALL;
      const found = await engine.run(
        all(
          rows(ownEvents, { userId, at, id, limit: limits.own }),
          rows(attempts, { userId, at, id, limit: limits.attempts }),
        ),
      );
      return found.flat().sort((a, b) => b.at - a.at || b.id - a.id);
    },

    /** @returns the time of the newest event, or null when there is none */
    async lastEventAt(): Promise<number | null> {
      return (await engine.run(one(newest)))?.at ?? null;
    },

    /** @returns the newest events of one kind of an account, newest first */
    async listEventsNamed(userId: string, name: OwnEventName, limit: number): Promise<StoredEvent[]> {
      return engine.run(eventsNamed(userId, name, limit));
    },
  };
}

/** Writes the events of a decision, and notifies the listeners once they are committed. */
export function* recordEvents(events: AuditEvent[]): Query<void> {
  const ids = yield* all(...events.map(insert));
  if (ids.length > 0) yield* notify({ ids, events });
}

function* insert({ actor, details = null, ...event }: AuditEvent): Query<number> {
  const [stored] = yield* rows(insertEvent, {
    ...event,
    details,
    actorUserId: actor.userId,
    actorSessionId: actor.sessionId,
    ipAddress: actor.ipAddress,
    device: actor.device,
  });
  return stored?.id ?? 0;
}

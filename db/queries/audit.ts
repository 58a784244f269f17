/** The audit log: rows are written once and never changed. */
import { and, asc, desc, eq, gt, gte, lte, sql } from "drizzle-orm";
import { all, type Engine, notify, one, type Query, rows } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import type { auditEvents as table } from "@/db/sqlite/schema";
import type { AuditEventName } from "@/lib/session/contract";
import type { AuditEvent } from "@/lib/session/decision";
import { insertInto } from "./row-writes";
import { isAttempt, isNoAttempt } from "./sign-in-attempts";

export type StoredEvent = typeof table.$inferSelect;
type OwnEventName = Exclude<AuditEventName, "sign_in_failed" | "sign_in_throttled">;

const insertEvent = statement(({ db, auditEvents }) =>
  insertInto(db, auditEvents).returning({ id: auditEvents.id }),
);
const ownEvents = statement(({ db, param, auditEvents }) =>
  db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.userId, param("userId")), isNoAttempt(auditEvents.name)))
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(sql.placeholder("limit")),
);
const attempts = statement(({ db, param, auditEvents }) =>
  db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.userId, param("userId")), isAttempt(auditEvents.name)))
    .orderBy(desc(auditEvents.at), desc(auditEvents.id))
    .limit(sql.placeholder("limit")),
);
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
/** Events since an instant, in the order in which they were written. */
export const eventsSince = statement(({ db, param, auditEvents }) =>
  db
    .select()
    .from(auditEvents)
    .where(and(gte(auditEvents.at, param("since")), gt(auditEvents.id, param("after"))))
    .orderBy(asc(auditEvents.id))
    .limit(sql.placeholder("limit")),
);

export const eventsBetween = statement(({ db, param, auditEvents }) =>
  db
    .select()
    .from(auditEvents)
    .where(and(gte(auditEvents.id, param("first")), lte(auditEvents.id, param("last")))),
);

export function createAudit(engine: Engine) {
  return {
    /** Appends an event that changes nothing else, such as a failed sign-in. */
    async recordEvent(event: AuditEvent): Promise<void> {
      await engine.run(insert(event));
    },

    /** @returns the events of an account, newest first; sign-in attempts have a limit of their own */
    async listEvents(userId: string, limits: { own: number; attempts: number }): Promise<StoredEvent[]> {
      const found = await engine.run(
        all(
          rows(ownEvents, { userId, limit: limits.own }),
          rows(attempts, { userId, limit: limits.attempts }),
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
      return engine.run(rows(ownEventsNamed, { userId, name, limit }));
    },
  };
}

/** Writes the events of a decision, and notifies the listeners once they are committed. */
export function* recordEvents(events: AuditEvent[]): Query<void> {
  const ids = yield* all(...events.map(insert));
  if (ids.length > 0) yield* notify({ ids, events });
}

function* insert({ actor, ...event }: AuditEvent): Query<number> {
  const [stored] = yield* rows(insertEvent, {
    ...event,
    actorUserId: actor.userId,
    actorSessionId: actor.sessionId,
    ipAddress: actor.ipAddress,
    device: actor.device,
  });
  return stored?.id ?? 0;
}

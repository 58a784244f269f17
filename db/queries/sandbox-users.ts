/** The throw-away users of the demo. What they made goes with them, their audit events included. */
import { and, eq, inArray, like, lte, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { all, type Engine, rows, write } from "@/db/engine/engine";
import { type QueryContext, statement } from "@/db/engine/statements";
import { SANDBOX_ID_PATTERN } from "@/lib/session/demo/sandbox-user";

/** Users deleted in one transaction: few enough that other transactions do not wait long. */
const BATCH = 100;

function over({ db, param, users }: QueryContext) {
  return db
    .select({ id: users.id })
    .from(users)
    .where(and(like(users.id, SANDBOX_ID_PATTERN), lte(users.createdAt, param("before"))))
    .orderBy(users.createdAt, users.id)
    .limit(BATCH);
}

const found = statement(over);
const deleteEvents = statement((context) =>
  context.db
    .delete(context.auditEvents)
    .where(inArray(context.auditEvents.userId, sql`(${over(context).getSQL()})`)),
);
/** Sessions, tokens and everything else that names a user is deleted by its foreign key. */
const deleteUsers = statement((context) =>
  context.db.delete(context.users).where(inArray(context.users.id, sql`(${over(context).getSQL()})`)),
);

/** One throw-away user, and no other user whatever the id. */
const isUser = (column: SQLiteColumn, id: SQL) => and(eq(column, id), like(column, SANDBOX_ID_PATTERN));
const deleteEventsOf = statement(({ db, param, auditEvents }) =>
  db.delete(auditEvents).where(isUser(auditEvents.userId, param("userId"))),
);
const deleteOne = statement(({ db, param, users }) =>
  db.delete(users).where(isUser(users.id, param("userId"))),
);

const earlier = (column: SQLiteColumn, by: SQL) => sql`${column} - ${by}`;
const moveSessions = statement(({ db, param, sessions }) => {
  const by = param("by");
  const moved = {
    createdAt: earlier(sessions.createdAt, by),
    authenticatedAt: earlier(sessions.authenticatedAt, by),
    rotatedAt: earlier(sessions.rotatedAt, by),
    repeatedAt: earlier(sessions.repeatedAt, by),
    seenAt: earlier(sessions.seenAt, by),
    lastPresenceAt: earlier(sessions.lastPresenceAt, by),
    absoluteExpiresAt: earlier(sessions.absoluteExpiresAt, by),
    endedAt: earlier(sessions.endedAt, by),
    proofRefusedAt: earlier(sessions.proofRefusedAt, by),
  };
  return db
    .update(sessions)
    .set(moved)
    .where(isUser(sessions.userId, param("userId")));
});
const moveTokens = statement(({ db, param, refreshTokens }) => {
  const by = param("by");
  const moved = {
    createdAt: earlier(refreshTokens.createdAt, by),
    expiresAt: earlier(refreshTokens.expiresAt, by),
    usedAt: earlier(refreshTokens.usedAt, by),
    revokedAt: earlier(refreshTokens.revokedAt, by),
    repeatedAt: earlier(refreshTokens.repeatedAt, by),
  };
  return db
    .update(refreshTokens)
    .set(moved)
    .where(isUser(refreshTokens.userId, param("userId")));
});

/** @returns what moves and deletes throw-away users, as methods of `Database` */
export function createSandboxUserQueries(engine: Engine) {
  return {
    /**
     * Moves all instants of a throw-away user's sessions back: to the rules, so much more time has passed. For any other
     * user it does nothing.
     *
     * @param by milliseconds
     */
    async passSandboxTime(userId: string, by: number): Promise<void> {
      const values = { userId, by };
      await engine.decide(() => all(write(moveSessions, values), write(moveTokens, values)));
    },

    /** Deletes a throw-away user with everything that is about the user. For any other user it does nothing. */
    async deleteSandboxUser(userId: string): Promise<void> {
      await engine.decide(() => all(write(deleteEventsOf, { userId }), write(deleteOne, { userId })));
    },

    /**
     * Deletes the throw-away users that were made before an instant or at it, with everything that is about them.
     *
     * @param before milliseconds since the epoch
     * @returns the ids of the deleted users
     */
    async deleteSandboxUsers(before: number): Promise<string[]> {
      const deleted: string[] = [];
      for (;;) {
        const batch = await engine.decide(function* () {
          const ids = yield* rows(found, { before });
          if (ids.length === 0) return ids;
          yield* write(deleteEvents, { before });
          yield* write(deleteUsers, { before });
          return ids;
        });
        deleted.push(...batch.map(({ id }) => id));
        if (batch.length < BATCH) return deleted;
      }
    },
  };
}

/** The throw-away users of the demo. What they made goes with them, their audit events included. */
import { and, inArray, like, lte, sql } from "drizzle-orm";
import { type Engine, rows, write } from "@/db/engine/engine";
import { type QueryContext, statement } from "@/db/engine/statements";
import { SANDBOX_ID_PATTERN } from "@/lib/session/sandbox-user";

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

export function createSandboxUserQueries(engine: Engine) {
  return {
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

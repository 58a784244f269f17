/** Requests that may come twice, and what the first of them was answered. */
import { and, eq, isNull, lt, or } from "drizzle-orm";
import { type Engine, first, type Steps, write } from "./engine";
import type { idempotencyKeys as table } from "./sqlite/schema";
import { insertInto, statement } from "./statements";

export type StoredAnswer = typeof table.$inferSelect;

const forget = statement(({ db, given, idempotencyKeys }) =>
  db
    .delete(idempotencyKeys)
    .where(
      and(
        eq(idempotencyKeys.id, given("id")),
        or(
          lt(idempotencyKeys.createdAt, given("expired")),
          and(isNull(idempotencyKeys.status), lt(idempotencyKeys.createdAt, given("abandoned"))),
        ),
      ),
    ),
);
const take = statement(({ db, idempotencyKeys }) => insertInto(db, idempotencyKeys).onConflictDoNothing());
const byId = statement(({ db, given, idempotencyKeys }) =>
  db
    .select()
    .from(idempotencyKeys)
    .where(eq(idempotencyKeys.id, given("id"))),
);
const keep = statement(({ db, given, idempotencyKeys }) =>
  db
    .update(idempotencyKeys)
    .set({ status: given("status"), answer: given("answer") })
    .where(eq(idempotencyKeys.id, given("id"))),
);
const release = statement(({ db, given, idempotencyKeys }) =>
  db.delete(idempotencyKeys).where(eq(idempotencyKeys.id, given("id"))),
);

export function createIdempotency(engine: Engine) {
  return {
    /**
     * Takes a key for a request that begins now.
     *
     * @param limits.expired rows from before this instant count as gone; so do unfinished ones from before
     *   `limits.abandoned`, whose process has died
     * @returns null when the key is now this request's; else the row of the request that has it
     */
    async takeKey(
      row: { id: string; bodyHash: string; createdAt: number },
      limits: { expired: number; abandoned: number },
    ): Promise<StoredAnswer | null> {
      const { id } = row;
      return engine.decide(function* (): Steps<StoredAnswer | null> {
        yield* write(forget, { id, ...limits });
        // The one that has it may give it back between the two looks: then it is there to be taken.
        for (;;) {
          if ((yield* write(take, { ...row, status: null, answer: null })) === 1) return null;
          const earlier = yield* first(byId, { id });
          if (earlier) return earlier;
        }
      });
    },

    /** Keeps the answer for whoever asks again. */
    async keepAnswer(id: string, status: number, answer: string): Promise<void> {
      await engine.run(write(keep, { id, status, answer }));
    },

    /** Gives a key back: what came of it is not to be repeated. */
    async releaseKey(id: string): Promise<void> {
      await engine.run(write(release, { id }));
    },
  };
}

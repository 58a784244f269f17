/** Requests that may come twice, and what the first of them was answered. */
import { and, eq, isNull, lt, or } from "drizzle-orm";
import { type Engine, one, type Query, write } from "@/db/engine/engine";
import { type QueryContext, statement } from "@/db/engine/statements";
import type { idempotencyKeys as table } from "@/db/sqlite/schema";
import { insertInto } from "./row-writes";

export type StoredAnswer = typeof table.$inferSelect;

const forget = statement(({ db, param, idempotencyKeys }) =>
  db
    .delete(idempotencyKeys)
    .where(
      and(
        eq(idempotencyKeys.id, param("id")),
        or(
          lt(idempotencyKeys.createdAt, param("expired")),
          and(isNull(idempotencyKeys.status), lt(idempotencyKeys.createdAt, param("abandoned"))),
        ),
      ),
    ),
);
const take = statement(({ db, idempotencyKeys }) => insertInto(db, idempotencyKeys).onConflictDoNothing());
const byId = statement(({ db, param, idempotencyKeys }) =>
  db
    .select()
    .from(idempotencyKeys)
    .where(eq(idempotencyKeys.id, param("id"))),
);
/** While there is no answer, the request that works on it stands in its place. */
const isHeld = ({ param, idempotencyKeys }: Pick<QueryContext, "param" | "idempotencyKeys">) =>
  and(
    eq(idempotencyKeys.id, param("id")),
    isNull(idempotencyKeys.status),
    eq(idempotencyKeys.answer, param("holder")),
  );
const hold = statement(({ db, ...tools }) =>
  db
    .update(tools.idempotencyKeys)
    .set({ createdAt: tools.param("now") })
    .where(isHeld(tools)),
);
const keep = statement(({ db, ...tools }) =>
  db
    .update(tools.idempotencyKeys)
    .set({ status: tools.param("status"), answer: tools.param("answer") })
    .where(isHeld(tools)),
);
const release = statement(({ db, ...tools }) => db.delete(tools.idempotencyKeys).where(isHeld(tools)));

/** A key, and the request that holds it: a request changes a key only while it holds it. */
export interface HeldKey {
  id: string;
  /** Random. */
  holder: string;
}

export function createIdempotency(engine: Engine) {
  return {
    /**
     * Takes a key for a request that begins now.
     *
     * @param limits.expired rows from before this instant count as gone; so do unfinished ones that were not renewed
     *   since `limits.abandoned`, because their process has died
     * @returns null when the key is now this request's; else the row of the request that has it
     */
    async takeKey(
      { holder, ...row }: HeldKey & { bodyHash: string; createdAt: number },
      limits: { expired: number; abandoned: number },
    ): Promise<StoredAnswer | null> {
      const { id } = row;
      return engine.decide(function* (): Query<StoredAnswer | null> {
        yield* write(forget, { id, ...limits });
        // The one that has it may give it back between the two looks: then it is there to be taken.
        for (;;) {
          if ((yield* write(take, { ...row, status: null, answer: holder })) === 1) return null;
          const earlier = yield* one(byId, { id });
          if (earlier) return earlier;
        }
      });
    },

    /** Says that a key is still being worked on. */
    async holdKey(key: HeldKey): Promise<void> {
      await engine.run(write(hold, { ...key, now: await engine.now() }));
    },

    /** Stores the answer, for when the request is repeated. */
    async keepAnswer(key: HeldKey, status: number, answer: string): Promise<void> {
      await engine.run(write(keep, { ...key, status, answer }));
    },

    /** Gives a key back: what came of it is not to be repeated. */
    async releaseKey(key: HeldKey): Promise<void> {
      await engine.run(write(release, { ...key }));
    },
  };
}

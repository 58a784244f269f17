/** Requests that may come twice, and what the first of them was answered. */
import { and, eq, isNull, lt, or } from "drizzle-orm";
import { type Engine, first, type Steps, write } from "@/db/engine/engine";
import { insertInto, statement, type Tools } from "@/db/engine/statements";
import type { idempotencyKeys as table } from "@/db/sqlite/schema";

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
/** While there is no answer, the request that works on it stands in its place. */
const isHeld = ({ given, idempotencyKeys }: Pick<Tools, "given" | "idempotencyKeys">) =>
  and(
    eq(idempotencyKeys.id, given("id")),
    isNull(idempotencyKeys.status),
    eq(idempotencyKeys.answer, given("holder")),
  );
const hold = statement(({ db, ...tools }) =>
  db
    .update(tools.idempotencyKeys)
    .set({ createdAt: tools.given("now") })
    .where(isHeld(tools)),
);
const keep = statement(({ db, ...tools }) =>
  db
    .update(tools.idempotencyKeys)
    .set({ status: tools.given("status"), answer: tools.given("answer") })
    .where(isHeld(tools)),
);
const release = statement(({ db, ...tools }) => db.delete(tools.idempotencyKeys).where(isHeld(tools)));

/** A key, and which of all the requests that ever came with it: nobody touches what another one holds by now. */
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
     * @param limits.expired rows from before this instant count as gone; so do unfinished ones that nobody has held
     *   since `limits.abandoned`, whose process has died
     * @returns null when the key is now this request's; else the row of the request that has it
     */
    async takeKey(
      { holder, ...row }: HeldKey & { bodyHash: string; createdAt: number },
      limits: { expired: number; abandoned: number },
    ): Promise<StoredAnswer | null> {
      const { id } = row;
      return engine.decide(function* (): Steps<StoredAnswer | null> {
        yield* write(forget, { id, ...limits });
        // The one that has it may give it back between the two looks: then it is there to be taken.
        for (;;) {
          if ((yield* write(take, { ...row, status: null, answer: holder })) === 1) return null;
          const earlier = yield* first(byId, { id });
          if (earlier) return earlier;
        }
      });
    },

    /** Says that a key is still being worked on. */
    async holdKey(key: HeldKey): Promise<void> {
      await engine.run(write(hold, { ...key, now: await engine.now() }));
    },

    /** Keeps the answer for whoever asks again. */
    async keepAnswer(key: HeldKey, status: number, answer: string): Promise<void> {
      await engine.run(write(keep, { ...key, status, answer }));
    },

    /** Gives a key back: what came of it is not to be repeated. */
    async releaseKey(key: HeldKey): Promise<void> {
      await engine.run(write(release, { ...key }));
    },
  };
}

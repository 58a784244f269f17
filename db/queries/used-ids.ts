/** Identifiers that are good once, such as those of logout tokens, states and proofs. */
import { eq } from "drizzle-orm";
import { type Engine, one, type Query, write } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import { type Counted, type Counter, countAttempt } from "./rate-limits";
import { insertInto } from "./row-writes";

const insert = statement(({ db, usedIds }) => insertInto(db, usedIds).onConflictDoNothing());

const byHash = statement(({ db, param, usedIds }) =>
  db
    .select({ hash: usedIds.hash })
    .from(usedIds)
    .where(eq(usedIds.hash, param("hash"))),
);

/** @returns whether an identifier was used before */
export function* isUsed(hash: string): Query<boolean> {
  return (yield* one(byHash, { hash })) !== null;
}

/**
 * Uses an identifier, as part of a transaction.
 *
 * @param row.hash hash of what the identifier is for, who made it, and the identifier
 * @param row.expiresAt when whatever carries it is refused for its age, in milliseconds since the epoch
 * @returns whether this was its first use; of several at once, in any process, one is the first
 */
export function* firstUse(row: { hash: string; expiresAt: number }): Query<boolean> {
  return (yield* write(insert, row)) === 1;
}

/** @returns what remembers identifiers that are good once, as a method of `Database` */
export function createUsedIds(engine: Engine) {
  return {
    /** The same in a transaction of its own. */
    async useId(row: { hash: string; expiresAt: number }): Promise<boolean> {
      return engine.decide(() => firstUse(row));
    },

    /**
     * Counts an attempt and uses an identifier, in one commit. Over the limit the identifier is not looked at.
     *
     * @returns what was counted; and whether this was the first use within the limit
     */
    async countAndUseId(
      counter: Counter,
      row: { hash: string; expiresAt: number },
    ): Promise<{ counted: Counted; isFirst: boolean }> {
      const now = await engine.now();
      return engine.decide(function* () {
        const [counted = { count: 1, remaining: 0 }] = yield* countAttempt([counter], now);
        const isFirst = counted.count <= counter.limit && (yield* firstUse(row));
        return { counted, isFirst };
      });
    },
  };
}

/** Idempotency keys: requests that may be repeated, and the response to the first. */
import { and, count, eq, gte, isNull, lt, min, or } from "drizzle-orm";
import { all, type Engine, lock, one, type Query, write } from "@/db/engine/engine";
import { type QueryContext, statement } from "@/db/engine/statements";
import type { idempotencyKeys as table } from "@/db/sqlite/schema";
import type { Failure } from "@/lib/session/failure";
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
const keptBy = statement(({ db, param, idempotencyKeys }) =>
  db
    .select({ count: count(), oldestAt: min(idempotencyKeys.createdAt) })
    .from(idempotencyKeys)
    .where(
      and(eq(idempotencyKeys.userId, param("userId")), gte(idempotencyKeys.createdAt, param("expired"))),
    ),
);
/** While there is no response yet, the row names the request that is being processed. */
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

/** The answers kept for a user or an API key, and when the oldest of them was stored, in milliseconds since the epoch. */
export interface KeptAnswers {
  count: number;
  oldestAt: number | null;
}

/** A key, and the request that holds it: a request changes a key only while it holds it. */
export interface HeldKey {
  id: string;
  /** Random. */
  holder: string;
}

/** @returns what takes, keeps and releases idempotency keys, as methods of `Database` */
export function createIdempotency(engine: Engine) {
  return {
    /**
     * Takes a key for a request that begins now.
     *
     * @param key.apiKeyId the API key that sends the request: its answers are counted for itself, under the lock of the
     *   user who made it
     * @param limits.expired rows from before this instant count as gone; so do unfinished ones that were not renewed
     *   since `limits.abandoned`, because their process has died
     * @param rule decides whether one more answer may be kept, from those the user or the API key has
     * @returns null when the key is now this request's; else the row of the request that has it, or what the rule
     *   refuses
     */
    async takeKey(
      {
        holder,
        userId,
        apiKeyId = null,
        ...row
      }: HeldKey & { userId: string; apiKeyId?: string | null; requestHash: string; createdAt: number },
      limits: { expired: number; abandoned: number },
      rule: (kept: KeptAnswers) => Failure<"rate_limited"> | null,
    ): Promise<StoredAnswer | Failure<"rate_limited"> | null> {
      const { id } = row;
      const ownerId = apiKeyId ?? userId;
      return engine.decide(function* (): Query<StoredAnswer | Failure<"rate_limited"> | null> {
        yield* all(lock({ of: "user", id: userId }), write(forget, { id, ...limits }));
        // Another request may give the key back between the two looks: then it is there to be taken.
        for (;;) {
          const earlier = yield* one(byId, { id });
          if (earlier) return earlier;
          const kept = yield* one(keptBy, { userId: ownerId, expired: limits.expired });
          const refused = rule(kept ?? { count: 0, oldestAt: null });
          if (refused) return refused;
          if ((yield* write(take, { ...row, userId: ownerId, status: null, answer: holder })) === 1)
            return null;
        }
      });
    },

    /** Renews a key whose request is still being processed. */
    async holdKey(key: HeldKey): Promise<void> {
      await engine.run(write(hold, { ...key, now: await engine.now() }));
    },

    /** Stores the response for a repeated request. */
    async keepAnswer(key: HeldKey, status: number, answer: string): Promise<void> {
      await engine.run(write(keep, { ...key, status, answer }));
    },

    /** Releases a key whose response must not be repeated. */
    async releaseKey(key: HeldKey): Promise<void> {
      await engine.run(write(release, { ...key }));
    },
  };
}

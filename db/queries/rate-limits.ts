/** Rate-limit counters, which start again when their window is over. */
import { and, eq, gt, lte, sql } from "drizzle-orm";
import { all, type Engine, one, type Query, rows, write } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import type { Usage } from "@/lib/session/decision";
import { type UserLimit, usageKey } from "@/lib/session/user-limits";

/** One statement, so that concurrent attempts all count, in any process. */
const count = statement(({ db, param, rateLimits }) => {
  // A window that ends later than one begun now was counted by a clock that has been set back since.
  const over = sql`(${rateLimits.expire} <= ${param("now")} or ${rateLimits.expire} > ${param("expire")})`;
  return db
    .insert(rateLimits)
    .values({ key: sql.placeholder("key"), count: 1, expire: sql.placeholder("expire") } as never)
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        count: sql`case when ${over} then 1 else ${rateLimits.count} + 1 end`,
        expire: sql`case when ${over} then ${param("expire")} else ${rateLimits.expire} end`,
      },
    })
    .returning({ count: rateLimits.count, expire: rateLimits.expire });
});
/** Counted whatever the window: a rule decides what it means. */
const countedUses = statement(({ db, param, rateLimits }) =>
  db
    .select({ count: rateLimits.count, expire: rateLimits.expire })
    .from(rateLimits)
    .where(eq(rateLimits.key, param("key"))),
);
const uncount = statement(({ db, param, rateLimits }) =>
  db
    .update(rateLimits)
    .set({ count: sql`${rateLimits.count} - 1` })
    .where(
      and(
        eq(rateLimits.key, param("key")),
        gt(rateLimits.expire, param("now")),
        gt(rateLimits.count, sql`0`),
      ),
    ),
);

const deleteUnused = statement(({ db, param, rateLimits }) =>
  db.delete(rateLimits).where(and(eq(rateLimits.key, param("key")), lte(rateLimits.count, sql`0`))),
);

/** @returns what a user has used of a limit */
export function usageOf(limit: UserLimit, userId: string): Query<Usage> {
  return one(countedUses, { key: usageKey(limit, userId) });
}

/** Counts one use in a window that begins with its first, as a part of a decision. */
export function addUse({ key, now, durationMs }: { key: string; now: number; durationMs: number }) {
  return write(count, { key, now, expire: now + durationMs });
}

/** Takes one use back, as a part of a decision. */
export function refundUse({ key, now }: { key: string; now: number }) {
  return write(uncount, { key, now });
}

/** What an attempt is counted under. */
export interface Counter {
  key: string;
  /** How long a window is, from its first attempt, in milliseconds. */
  durationMs: number;
  /** How many attempts a window allows. */
  limit: number;
}

/** What was counted under a counter. */
export interface Counted {
  /** How many attempts in its window, this one included. */
  count: number;
  /** In how many milliseconds the window is over. */
  remaining: number;
}

/**
 * Counts one attempt under several counters, as part of a transaction. An attempt that is over one of the limits is taken
 * back from the counters after it, and leaves no row there: a refusal for an IP address uses up no account, and does not
 * fill the disk.
 */
export function* countAttempt(counters: Counter[], now: number): Query<Counted[]> {
  const found = yield* all(
    ...counters.map(({ key, durationMs }) => rows(count, { key, now, expire: now + durationMs })),
  );
  const counted = counters.map(({ durationMs }, at) => {
    const [row] = found[at] ?? [];
    return { count: row?.count ?? 1, remaining: (row?.expire ?? now + durationMs) - now };
  });
  const over = counters.findIndex(({ limit }, at) => (counted[at]?.count ?? 0) > limit);
  const after = over < 0 ? [] : counters.slice(over + 1);
  yield* all(...after.flatMap(({ key }) => [refundUse({ key, now }), write(deleteUnused, { key })]));
  return counted;
}

/** @returns what counts attempts and takes them back, as methods of `Database` */
export function createRateLimitQueries(engine: Engine) {
  return {
    /**
     * Counts one attempt under several counters in one commit, for all processes, as `countAttempt`.
     *
     * PostgreSQL locks the rows in the order given. Every transaction that locks several names the address first.
     */
    async count(counters: Counter[]): Promise<Counted[]> {
      const now = await engine.now();
      return engine.decide(() => countAttempt(counters, now));
    },

    /** Takes one attempt back from each of several counters. */
    async uncount(keys: string[]): Promise<void> {
      const now = await engine.now();
      await engine.decide(() => all(...keys.map((key) => refundUse({ key, now }))));
    },
  };
}

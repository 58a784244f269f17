/** Rate-limit counters, which start again when their window is over. */
import { and, eq, gt, sql } from "drizzle-orm";
import { type Engine, one, type Query, rows, write } from "@/db/engine/engine";
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

/** @returns what a user has used of a limit */
export function usageOf(limit: UserLimit, userId: string): Query<Usage> {
  return one(countedUses, { key: usageKey(limit, userId) });
}

/** Counts one use in a window that begins with its first, as a part of a decision. */
export function countUse({ key, now, durationMs }: { key: string; now: number; durationMs: number }) {
  return write(count, { key, now, expire: now + durationMs });
}

export function createCounters(engine: Engine) {
  return {
    /**
     * Counts one attempt, for all processes.
     *
     * @param durationMs how long a window is, from its first attempt, in milliseconds
     * @returns how many were counted in this window, this one included, and in how many milliseconds it is over
     */
    async count(key: string, durationMs: number): Promise<{ count: number; remaining: number }> {
      const now = await engine.now();
      const [counted] = await engine.run(rows(count, { key, now, expire: now + durationMs }));
      return { count: counted?.count ?? 1, remaining: (counted?.expire ?? now + durationMs) - now };
    },

    /** Takes one attempt back. */
    async uncount(key: string): Promise<void> {
      await engine.run(write(uncount, { key, now: await engine.now() }));
    },
  };
}

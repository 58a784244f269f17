/** Counters that start anew when their window is over. */
import { and, eq, gt, sql } from "drizzle-orm";
import { type Engine, rows, write } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";

/** In one statement: however many count at once, and wherever, each counts. */
const count = statement(({ db, given, rateLimits }) => {
  const over = sql`${rateLimits.expire} <= ${given("now")}`;
  return db
    .insert(rateLimits)
    .values({ key: sql.placeholder("key"), points: 1, expire: sql.placeholder("expire") } as never)
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        points: sql`case when ${over} then 1 else ${rateLimits.points} + 1 end`,
        expire: sql`case when ${over} then ${given("expire")} else ${rateLimits.expire} end`,
      },
    })
    .returning({ points: rateLimits.points, expire: rateLimits.expire });
});
const uncount = statement(({ db, given, rateLimits }) =>
  db
    .update(rateLimits)
    .set({ points: sql`${rateLimits.points} - 1` })
    .where(
      and(
        eq(rateLimits.key, given("key")),
        gt(rateLimits.expire, given("now")),
        gt(rateLimits.points, sql`0`),
      ),
    ),
);

export function createCounters(engine: Engine) {
  return {
    /**
     * Counts one attempt, whichever process sees it.
     *
     * @param duration how long a window is, from its first attempt, in milliseconds
     * @returns how many were counted in this window, this one included, and in how many milliseconds it is over
     */
    async count(key: string, duration: number): Promise<{ points: number; remaining: number }> {
      const now = await engine.now();
      const [counted] = await engine.run(rows(count, { key, now, expire: now + duration }));
      return { points: counted?.points ?? 1, remaining: (counted?.expire ?? now + duration) - now };
    },

    /** Takes one attempt back. */
    async uncount(key: string): Promise<void> {
      await engine.run(write(uncount, { key, now: await engine.now() }));
    },
  };
}

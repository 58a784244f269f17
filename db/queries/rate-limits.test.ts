import { describe, expect, test } from "vitest";
import type { Database } from "@/db/database";
import { DatabaseUnavailable } from "@/db/engine/errors";
import { engines, openNew, openTestDatabase } from "@/db/testing/engines";

const WINDOW = 60_000;
let now = Date.UTC(2030, 0, 1);
const clock = () => now;

/** Counts one attempt without a limit. */
async function count(db: Database, key: string) {
  const [counted] = await db.count([{ key, durationMs: WINDOW, limit: Number.POSITIVE_INFINITY }]);
  return counted;
}

describe.each(engines)("$name", (engine) => {
  test("T24: every attempt counts once, also when many arrive at the same time in several processes", async () => {
    const { db, url } = await openNew(engine, { clock });
    const other = openTestDatabase(url, { clock });
    const counted = await Promise.all(Array.from({ length: 50 }, (_, at) => count(at % 2 ? other : db, "a")));
    const counts = counted.map((answer) => answer?.count ?? 0).sort((a, b) => a - b);
    expect(counts).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
    expect(await count(db, "b")).toEqual({ count: 1, remaining: WINDOW });
  });

  test("a refund takes back one attempt and no more", async () => {
    const { db } = await openNew(engine, { clock });
    await db.uncount(["a"]);
    for (let at = 1; at <= 3; at += 1) expect((await count(db, "a"))?.count).toBe(at);
    await db.uncount(["a"]);
    expect((await count(db, "a"))?.count).toBe(3);
    for (let at = 0; at < 9; at += 1) await db.uncount(["a"]);
    expect((await count(db, "a"))?.count).toBe(1);
  });

  test("an attempt that is over one limit is not counted for the next, however many arrive at the same time", async () => {
    const { db, url } = await openNew(engine, { clock });
    const other = openTestDatabase(url, { clock });
    const counters = [
      { key: "address", durationMs: WINDOW, limit: 3 },
      { key: "account", durationMs: WINDOW, limit: 10 },
    ];
    await Promise.all(Array.from({ length: 20 }, (_, at) => (at % 2 ? other : db).count(counters)));
    expect([await count(db, "address"), await count(db, "account")]).toMatchObject([
      { count: 21 },
      { count: 4 },
    ]);
  });

  test("an attempt that is over one limit leaves no row for the next", async () => {
    const { db, url } = await openNew(engine, { clock });
    const refused = (key: string) =>
      db.count([
        { key: "address", durationMs: WINDOW, limit: 1 },
        { key, durationMs: WINDOW, limit: 10 },
      ]);
    await refused("known");
    for (const key of ["known", "made up", "made up too"]) await refused(key);
    const rows = await engine.query(url, "select key, count from rate_limits order by key");
    expect(rows.map(({ key, count }) => [key, Number(count)])).toEqual([
      ["address", 4],
      ["known", 1],
    ]);
  });

  test("a window begins with its first attempt, and later attempts do not extend it", async () => {
    const { db } = await openNew(engine, { clock });
    await count(db, "a");
    now += WINDOW - 1;
    expect(await count(db, "a")).toEqual({ count: 2, remaining: 1 });
    now += 1;
    await db.uncount(["a"]); // of a window that is over
    expect(await count(db, "a")).toEqual({ count: 1, remaining: WINDOW });
  });

  test("a window from a clock that was years ahead is over once the clock is right", async () => {
    const { db } = await openNew(engine, { clock });
    const right = now;
    now += 4 * 365 * 24 * 3600 * 1000;
    await count(db, "a");
    now = right;
    expect(await count(db, "a")).toEqual({ count: 1, remaining: WINDOW });
    expect(await count(db, "a")).toEqual({ count: 2, remaining: WINDOW });
  });

  test("F4: a counter without its table fails, and allows no attempt", async () => {
    const { db, url } = await openNew(engine, { clock });
    await db.ready();
    await engine.query(url, "drop table rate_limits");
    const error = await count(db, "a").catch((failure) => failure);
    expect(error.message).toMatch(/no such table: rate_limits|relation "rate_limits" does not exist/);
    expect(error).not.toBeInstanceOf(DatabaseUnavailable); // not DatabaseUnavailable: a later try would fail too
  });
});

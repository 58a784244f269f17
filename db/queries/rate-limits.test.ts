import { describe, expect, test } from "vitest";
import { DatabaseUnavailable } from "@/db/engine/errors";
import { engines, openNew, openTestDatabase } from "@/db/testing/engines";

const WINDOW = 60_000;
let now = Date.UTC(2030, 0, 1);
const clock = () => now;

describe.each(engines)("$name", (engine) => {
  test("T24: every attempt counts once, also when many arrive at the same time in several processes", async () => {
    const { db, url } = await openNew(engine, { clock });
    const other = openTestDatabase(url, { clock });
    const counted = await Promise.all(
      Array.from({ length: 50 }, (_, at) => (at % 2 ? other : db).count("a", WINDOW)),
    );
    const count = counted.map((answer) => answer.count).sort((a, b) => a - b);
    expect(count).toEqual(Array.from({ length: 50 }, (_, at) => at + 1));
    expect(await db.count("b", WINDOW)).toEqual({ count: 1, remaining: WINDOW });
  });

  test("a refund takes back one attempt and no more", async () => {
    const { db } = await openNew(engine, { clock });
    await db.uncount("a");
    for (let at = 1; at <= 3; at += 1) expect((await db.count("a", WINDOW)).count).toBe(at);
    await db.uncount("a");
    expect((await db.count("a", WINDOW)).count).toBe(3);
    for (let at = 0; at < 9; at += 1) await db.uncount("a");
    expect((await db.count("a", WINDOW)).count).toBe(1);
  });

  test("a window begins with its first attempt, and later attempts do not extend it", async () => {
    const { db } = await openNew(engine, { clock });
    await db.count("a", WINDOW);
    now += WINDOW - 1;
    expect(await db.count("a", WINDOW)).toEqual({ count: 2, remaining: 1 });
    now += 1;
    await db.uncount("a"); // of a window that is over
    expect(await db.count("a", WINDOW)).toEqual({ count: 1, remaining: WINDOW });
  });

  test("a window from a clock that was years ahead is over once the clock is right", async () => {
    const { db } = await openNew(engine, { clock });
    const right = now;
    now += 4 * 365 * 24 * 3600 * 1000;
    await db.count("a", WINDOW);
    now = right;
    expect(await db.count("a", WINDOW)).toEqual({ count: 1, remaining: WINDOW });
    expect(await db.count("a", WINDOW)).toEqual({ count: 2, remaining: WINDOW });
  });

  test("F4: a counter without its table fails, and allows no attempt", async () => {
    const { db, url } = await openNew(engine, { clock });
    await db.ready();
    await engine.query(url, "drop table rate_limits");
    const error = await db.count("a", WINDOW).catch((failure) => failure);
    expect(error.message).toMatch(/no such table: rate_limits|relation "rate_limits" does not exist/);
    expect(error).not.toBeInstanceOf(DatabaseUnavailable); // not DatabaseUnavailable: a later try would fail too
  });
});

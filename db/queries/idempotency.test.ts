import { describe, expect, test, vi } from "vitest";
import type { Engine } from "@/db/engine/engine";
import { engines, openNew, openTestDatabase } from "@/db/testing/engines";
import { fail } from "@/lib/session/failure";
import { createIdempotency } from "./idempotency";

const now = Date.UTC(2030, 0, 1);
const key = (id: string, holder = "first") => ({ id, holder });
const request = (id: string, createdAt = now) => ({
  ...key(id),
  userId: "ada",
  requestHash: "hash",
  createdAt,
});
const unlimited = () => null;
const limits = { expired: now - 1000, abandoned: now - 100 };

test("a key that is released between the two attempts to take it is taken", async () => {
  // Locks and deletes nothing; finds no holder, but cannot take the key; finds no holder, and takes it.
  const none = { count: 0, oldestAt: null };
  const answers = [[undefined, 0], undefined, none, 0, undefined, none, 1];
  const decide: Engine["decide"] = async (steps) => {
    const running = steps();
    let step = running.next();
    while (!step.done) step = running.next(answers.shift());
    return step.value;
  };
  const { takeKey } = createIdempotency({ decide } as Engine);
  expect(await takeKey(request("key"), limits, unlimited)).toBeNull();
  expect(answers).toEqual([]);
});

describe.each(engines)("$name", (engine) => {
  test("of many concurrent requests in several processes, one takes the key", async () => {
    const { db, url } = await openNew(engine);
    const other = openTestDatabase(url);
    for (let round = 0; round < 5; round += 1) {
      const taken = await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          (at % 2 ? db : other).takeKey(request(`key ${round}`), limits, unlimited),
        ),
      );
      expect(taken.filter((earlier) => earlier === null)).toHaveLength(1);
      expect(taken.find((earlier) => earlier !== null)).toMatchObject({ status: null });
    }
  });

  test("a response is kept for a repeated request; a released key is free for any request", async () => {
    const { db } = await openNew(engine);
    await db.takeKey(request("key"), limits, unlimited);
    await db.keepAnswer(key("key"), 200, "answer");
    expect(await db.takeKey(request("key"), limits, unlimited)).toMatchObject({
      status: 200,
      answer: "answer",
    });
    await db.takeKey(request("other"), limits, unlimited);
    await db.releaseKey(key("other"));
    expect(await db.takeKey(request("other"), limits, unlimited)).toBeNull();
  });

  test("the former holder cannot change a key that was taken over", async () => {
    const { db } = await openNew(engine, { clock: () => now });
    const taken = { ...request("key", now - 50), holder: "second" };
    await db.takeKey(taken, limits, unlimited);
    await db.holdKey(key("key"));
    await db.keepAnswer(key("key"), 200, "of the first");
    await db.releaseKey(key("key"));
    expect(await db.takeKey(request("key"), limits, unlimited)).toMatchObject({
      status: null,
      createdAt: now - 50,
    });
    await db.keepAnswer(key("key", "second"), 200, "of the second");
    expect(await db.takeKey(request("key"), limits, unlimited)).toMatchObject({ answer: "of the second" });
    await db.releaseKey(key("key", "second"));
    expect(await db.takeKey(request("key"), limits, unlimited)).toMatchObject({ answer: "of the second" });
  });

  test("a key that its holder renews does not expire", async () => {
    const { db } = await openNew(engine, { clock: () => now });
    await db.takeKey(request("key", now - 101), limits, unlimited);
    await db.holdKey(key("key"));
    expect(await db.takeKey(request("key"), limits, unlimited)).toMatchObject({ status: null });
  });

  test("a key that was never finished or is too old can be taken", async () => {
    const { db } = await openNew(engine);
    await db.takeKey(request("abandoned", now - 101), limits, unlimited);
    await db.takeKey(request("busy", now - 99), limits, unlimited);
    await db.takeKey(request("old", now - 1001), limits, unlimited);
    await db.keepAnswer(key("old"), 200, "");
    const free = async (id: string) => (await db.takeKey(request(id), limits, unlimited)) === null;
    expect([await free("abandoned"), await free("busy"), await free("old")]).toEqual([true, false, true]);
  });

  test("a race between releasing and taking a key leaves one holder", async () => {
    const { db, url } = await openNew(engine);
    const other = openTestDatabase(url);
    for (let round = 0; round < 30; round += 1) {
      const id = `race ${round}`;
      await db.takeKey(request(id), limits, unlimited);
      const [, ...taken] = await Promise.all([
        db.releaseKey(key(id)),
        other.takeKey(request(id), limits, unlimited),
        db.takeKey(request(id), limits, unlimited),
      ]);
      const winners = taken.filter((earlier) => earlier === null).length;
      const held = (await db.takeKey(request(id), limits, unlimited)) !== null;
      expect([winners, held]).toEqual(winners === 1 ? [1, true] : [0, false]);
    }
  });

  test("the rule learns what is kept for the user, and what it refuses leaves nothing behind", async () => {
    const { db } = await openNew(engine);
    await db.takeKey(request("expired", now - 1001), limits, unlimited);
    await db.takeKey({ ...request("of another"), userId: "grace" }, limits, unlimited);
    await db.takeKey(request("first", now - 50), limits, unlimited);
    await db.takeKey(request("second"), limits, unlimited);
    const refuse = vi.fn(() => fail("rate_limited"));
    expect(await db.takeKey(request("third"), limits, refuse)).toEqual({ code: "rate_limited" });
    expect(refuse).toHaveBeenCalledExactlyOnceWith({ count: 2, oldestAt: now - 50 });
    expect(await db.takeKey(request("second"), limits, refuse)).toMatchObject({ userId: "ada" }); // repeats go on
    expect(await db.takeKey(request("third"), limits, unlimited)).toBeNull();
  });
});

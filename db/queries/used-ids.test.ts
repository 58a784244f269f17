import { describe, expect, test } from "vitest";
import { engines, openNew } from "@/db/testing/engines";

describe.each(engines)("$name", (engine) => {
  test("of twenty uses of an identifier at once, one is the first", async () => {
    const { db } = await openNew(engine);
    const uses = Array.from({ length: 20 }, () => db.useId({ hash: "id", expiresAt: 1000 }));
    expect((await Promise.all(uses)).filter((isFirst) => isFirst)).toHaveLength(1);
    expect(await db.useId({ hash: "another", expiresAt: 1000 })).toBe(true);
  });

  test("an identifier is forgotten once what carries it is refused for its age", async () => {
    const { db } = await openNew(engine);
    await db.useId({ hash: "old", expiresAt: 1000 });
    await db.useId({ hash: "young", expiresAt: 1001 });
    expect(await db.sweepExpired(1001)).toEqual({ limits: 0, usedIds: 1 });
    expect(await db.useId({ hash: "young", expiresAt: 1001 })).toBe(false);
    expect(await db.useId({ hash: "old", expiresAt: 1000 })).toBe(true);
  });
});

import { describe, expect, test } from "vitest";
import { engines, openNew, openTestDatabase } from "@/db/testing/engines";

const key = (kid: string, createdAt = 1) => ({ kid, publicKey: "{}", sealedPrivateKey: "sealed", createdAt });

describe.each(engines)("$name", (engine) => {
  test("of many processes that find no key, one adds a key", async () => {
    const { db, url } = await openNew(engine);
    const nodes = [db, openTestDatabase(url), openTestDatabase(url)];
    const all = <T>(work: (node: typeof db, name: string) => Promise<T>) =>
      Promise.all(nodes.flatMap((node, at) => [1, 2, 3].map((n) => work(node, `${at}-${n}`))));
    await all((node) => node.listKeys()); // connected, all of them
    for (let round = 1; round <= 5; round += 1) {
      const seen = (await db.listKeys()).map(({ kid }) => kid);
      await all((node, name) => node.addKey(key(`${round}-${name}`, round), seen));
      expect(await db.listKeys()).toHaveLength(round);
    }
  });

  test("a key is only added if the keys are still those that the caller saw", async () => {
    const { db } = await openNew(engine);
    await db.addKey(key("first"), []);
    await db.addKey(key("second", 2), ["first"]);
    await db.addKey(key("late", 3), ["first"]);
    expect((await db.listKeys()).map(({ kid }) => kid)).toEqual(["second", "first"]);
    await db.resealKey("first", "again");
    expect((await db.listKeys())[1]).toMatchObject({ sealedPrivateKey: "again" });
  });

  test("keys that were replaced long ago are deleted; the newest stays, however old it is", async () => {
    const { db } = await openNew(engine);
    const made = [10, 20, 30];
    for (const [at, createdAt] of made.entries()) {
      await db.addKey(
        key(`key ${at}`, createdAt),
        made.slice(0, at).map((_, earlier) => `key ${earlier}`),
      );
    }
    expect(await db.sweepKeys(20)).toBe(0);
    expect(await db.sweepKeys(21)).toBe(1);
    expect(await db.sweepKeys(1000)).toBe(1);
    expect((await db.listKeys()).map(({ kid }) => kid)).toEqual(["key 2"]);
  });
});

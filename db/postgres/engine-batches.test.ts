import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { all, lock, one, type Query, write } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import { openThroughProxy, openWithUser, readName, rename, selectName, setName } from "./engine.fixture";

/** SQL that fails, for a key may not be null. */
const breakKey = statement(({ db, users }) => db.update(users).set({ id: sql`null` }));

describe("operations that are sent together", () => {
  test("run in their order, and are answered in it", async () => {
    const { engine } = await openWithUser();
    const answers = await engine.decide(() =>
      all(
        lock({ of: "account", id: "ada" }),
        write(setName, { name: "one" }),
        all(one(selectName), write(setName, { name: "two" })),
        one(selectName),
        rename("three"), // takes more steps than the others
        one(selectName),
      ),
    );
    expect(answers).toEqual([undefined, 1, [{ name: "one" }, 1], { name: "two" }, "three", { name: "two" }]);
    expect(await readName(engine)).toBe("three");
    expect(await engine.decide(() => all())).toEqual([]);
  });

  test("fail with the first error, and change nothing", async () => {
    const { engine } = await openWithUser({ poolSize: 1 });
    const failing = () => all(write(setName, { name: "half" }), write(breakKey), one(selectName));
    await expect(engine.decide(failing)).rejects.toMatchObject({ code: "23502" });
    expect(await readName(engine)).toBe("ada");
  });

  test("go out with `begin` when the first is a lock; a write waits until the transaction has begun", async () => {
    const { engine, network } = await openThroughProxy({ poolSize: 1 });
    const turns = async (steps: () => Query<unknown>) => {
      const before = network.turns();
      await engine.decide(steps);
      return network.turns() - before;
    };
    await engine.decide(() => rename("prepared"));
    expect(await turns(() => all(lock({ of: "account", id: "ada" }), one(selectName)))).toBe(2);
    expect(await turns(() => write(setName, { name: "written" }))).toBe(3);
    expect(await turns(() => all(one(selectName), lock({ of: "account", id: "ada" })))).toBe(3);
  });
});

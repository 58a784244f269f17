import { describe, expect, test } from "vitest";
import { engines, openNew, openTestDatabase, type TestEngine } from "@/db/testing/engines";
import { makeUser } from "@/lib/session/testing/in-memory-server";

async function withPeople(engine: TestEngine) {
  const { db, url } = await openNew(engine);
  for (const id of ["ada", "grace"]) {
    await db.changeAccount({ id }, () => ({
      outcome: null,
      changes: [{ kind: "insert-user", user: makeUser(id) }],
      events: [],
    }));
  }
  return { db, url };
}

describe.each(engines)("$name", (engine) => {
  test("first calls at once, in several processes, end up with the same draft key", async () => {
    const { db, url } = await withPeople(engine);
    const other = openTestDatabase(url);
    const keys = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        (at % 2 ? db : other).findOrKeepDraftKey("ada", "browser", `candidate ${at}`, at),
      ),
    );
    expect(new Set(keys).size).toBe(1);
    expect(await db.findOrKeepDraftKey("ada", "another", "own", 1)).toBe("own");
  });

  test("draft keys are forgotten for one user of a browser, or for all the others", async () => {
    const { db } = await withPeople(engine);
    const forget = (of: { userId: string } | { everybodyBut: string }) =>
      db.changeAccount({ id: "ada" }, () => ({
        outcome: null,
        changes: [{ kind: "forget-drafts", browserId: "browser", of }],
        events: [],
      }));
    const keep = async (candidate: string) =>
      Promise.all(["ada", "grace"].map((id) => db.findOrKeepDraftKey(id, "browser", candidate, 1)));
    await keep("first");
    await forget({ userId: "ada" });
    expect(await keep("second")).toEqual(["second", "first"]);
    await forget({ everybodyBut: "ada" });
    expect(await keep("third")).toEqual(["second", "third"]);
  });

  test("a note is one a user, the last one written", async () => {
    const { db } = await withPeople(engine);
    expect(await db.findNote("ada")).toBeNull();
    await db.saveNote({ userId: "ada", text: "first", updatedAt: 1 });
    await db.saveNote({ userId: "ada", text: "zweite ✓", updatedAt: 2 });
    expect(await db.findNote("ada")).toEqual({ userId: "ada", text: "zweite ✓", updatedAt: 2 });
    expect(await db.findNote("grace")).toBeNull();
  });
});

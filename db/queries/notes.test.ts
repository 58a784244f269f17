import { describe, expect, test } from "vitest";
import { engines, openNew, type TestEngine } from "@/db/testing/engines";
import { makeUser } from "@/lib/session/testing/test-records";

async function withUsers(engine: TestEngine) {
  const { db } = await openNew(engine);
  for (const id of ["ada", "grace"]) {
    await db.changeAccount({ id }, () => ({
      outcome: null,
      changes: [{ kind: "insert-user", user: makeUser(id) }],
      events: [],
    }));
  }
  return { db };
}

describe.each(engines)("$name", (engine) => {
  test("each user has one note, the last one written", async () => {
    const { db } = await withUsers(engine);
    expect(await db.findNote("ada")).toBeNull();
    const save = (text: string, updatedAt: number) =>
      db.changeAccount({ id: "ada" }, () => ({
        outcome: null,
        changes: [{ kind: "save-note", userId: "ada", text, updatedAt }],
        events: [],
      }));
    await save("first", 1);
    await save("zweite ✓", 2);
    expect(await db.findNote("ada")).toEqual({ userId: "ada", text: "zweite ✓", updatedAt: 2 });
    expect(await db.findNote("grace")).toBeNull();
  });
});

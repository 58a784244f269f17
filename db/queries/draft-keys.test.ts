import { describe, expect, test } from "vitest";
import type { Database } from "@/db/database";
import { engines, openNew, openTestDatabase, type TestEngine } from "@/db/testing/engines";
import type { Change } from "@/lib/session/decision";
import type { EndReason } from "@/lib/session/reasons";
import { NEW_SESSION, type SessionRecord } from "@/lib/session/session";
import { DEVICE, makeUser } from "@/lib/session/testing/test-records";

const SESSION = {
  label: null,
  authMethods: ["pwd"],
  rememberMe: false,
  createdAt: 0,
  authenticatedAt: 0,
  generation: 0,
  rotatedAt: 0,
  repeatedAt: null,
  seenAt: null,
  lateRepeats: 0,
  lateGenerations: 0,
  minGeneration: 0,
  passwordAttempts: 0,
  lastPresenceAt: 0,
  idleTimeout: 1,
  absoluteExpiresAt: 1,
  endedAt: null,
  endedReason: null,
  ...NEW_SESSION,
};

async function withUsers(engine: TestEngine) {
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

/** The session that the rules create at a user's sign-in. */
function sessionOf(userId: string, id: string, browserId: string): SessionRecord {
  return { ...DEVICE, ...SESSION, id, userId, browserId };
}

/** Stores a draft key unless there is one. @returns the key that is stored */
async function keepKey(db: Database, userId: string, browserId: string, key: string): Promise<string | null> {
  const change: Change = { kind: "keep-draft-key", userId, browserId, key, createdAt: 1 };
  await db.changeAccount({ id: userId }, () => ({ outcome: null, changes: [change], events: [] }));
  return db.findDraftKey(userId, browserId);
}

describe.each(engines)("$name", (engine) => {
  test("concurrent first calls in several processes get the same draft key", async () => {
    const { db, url } = await withUsers(engine);
    const other = openTestDatabase(url);
    const keys = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        keepKey(at % 2 ? db : other, "ada", "browser", `candidate ${at}`),
      ),
    );
    expect(new Set(keys).size).toBe(1);
    expect(await keepKey(db, "ada", "another", "own")).toBe("own");
  });

  const reasons: Record<EndReason, "kept" | "deleted"> = {
    idle: "kept",
    absolute: "kept",
    password_changed: "kept",
    replaced: "kept",
    too_many_attempts: "kept",
    provider: "deleted",
    signed_out: "deleted",
    user: "deleted",
    revoked_everywhere: "deleted",
    admin: "deleted",
    account_disabled: "deleted",
    reuse_detected: "deleted",
    account_deletion: "deleted",
  };

  test.each(Object.entries(reasons))(
    "a session that ended as %s: its draft key is %s",
    async (reason, fate) => {
      const { db } = await withUsers(engine);
      const write = (changes: Change[]) =>
        db.changeAccount({ id: "ada" }, () => ({ outcome: null, changes, events: [] }));
      await write([{ kind: "insert-session", session: sessionOf("ada", "s", "browser") }]);
      const keep = async (candidate: string) =>
        Promise.all([
          keepKey(db, "ada", "browser", candidate),
          keepKey(db, "ada", "another browser", candidate),
          keepKey(db, "grace", "browser", candidate),
        ]);
      await keep("first");
      await write([
        { kind: "update-session", id: "s", set: { endedAt: 1, endedReason: reason as EndReason } },
      ]);
      expect(await keep("second")).toEqual([fate === "kept" ? "first" : "second", "first", "first"]);
    },
  );

  test("a sign-in deletes the draft keys of the browser's other users", async () => {
    const { db } = await withUsers(engine);
    const keep = async (candidate: string) =>
      Promise.all(["ada", "grace"].map((id) => keepKey(db, id, "browser", candidate)));
    await keep("first");
    await db.changeAccount({ id: "ada" }, () => ({
      outcome: null,
      changes: [{ kind: "insert-session", session: sessionOf("ada", "s", "browser") }],
      events: [],
    }));
    expect(await keep("second")).toEqual(["first", "second"]);
  });

  test("a sign-in leaves the draft key of an account that is signed in in that browser", async () => {
    const { db } = await withUsers(engine);
    const signIn = (userId: string, more: Partial<SessionRecord> = {}) =>
      db.changeAccount({ id: userId }, () => ({
        outcome: null,
        changes: [
          { kind: "insert-session", session: { ...sessionOf(userId, `of ${userId}`, "browser"), ...more } },
        ],
        events: [],
      }));
    await signIn("grace", { absoluteExpiresAt: 9, idleTimeout: 9 });
    await keepKey(db, "grace", "browser", "first");
    await keepKey(db, "grace", "another browser", "first");
    await signIn("ada");
    expect(await keepKey(db, "grace", "browser", "second")).toBe("first");
    expect(await keepKey(db, "grace", "another browser", "second")).toBe("first");
  });

  test("a session in which an administrator acts as the user keeps no draft key of the user", async () => {
    const { db } = await withUsers(engine);
    await keepKey(db, "grace", "browser", "first");
    const insert = (session: SessionRecord) =>
      db.changeAccount({ id: session.userId }, () => ({
        outcome: null,
        changes: [{ kind: "insert-session", session }],
        events: [],
      }));
    await insert({ ...sessionOf("grace", "acting", "browser"), impersonatorId: "ada" });
    await insert({ ...sessionOf("grace", "elsewhere", "another browser") });
    await insert(sessionOf("ada", "s", "browser"));
    expect(await keepKey(db, "grace", "browser", "second")).toBe("second");
  });

  test("a session in which an administrator acts as a user deletes none, neither when it begins nor when it ends", async () => {
    const { db } = await withUsers(engine);
    const keep = async (candidate: string) =>
      Promise.all(["ada", "grace"].map((id) => keepKey(db, id, "browser", candidate)));
    await keep("first");
    const acting = { ...sessionOf("ada", "s", "browser"), impersonatorId: "grace" };
    const ended = { endedAt: 1, endedReason: "signed_out" as const };
    await db.changeAccount({ id: "ada" }, () => ({
      outcome: null,
      changes: [
        { kind: "insert-session", session: acting },
        { kind: "update-session", id: "s", set: ended },
      ],
      events: [],
    }));
    expect(await keep("second")).toEqual(["first", "first"]);
  });
});

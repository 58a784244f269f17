import { getTableName } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Change, Decision } from "@/lib/session/decision";
import { decideSignIn } from "@/lib/session/sign-in/sign-in";
import { DEVICE, makeUser } from "@/lib/session/testing/test-records";
import type { Database } from "./database";
import * as schema from "./sqlite/schema";
import { engines, openNew } from "./testing/engines";

const actor = { userId: null, sessionId: null, ipAddress: null, device: null };
let now = Date.UTC(2030, 0, 1);

function insert(db: Database, changes: Change[]) {
  return db.changeAccount({ id: "ada" }, () => ({ outcome: null, changes, events: [] }));
}

function signIn(id = "first"): Decision<unknown> {
  const command = {
    id,
    tokenHash: `hash of ${id}`,
    browserId: `browser of ${id}`,
    rememberMe: false,
    authMethods: ["pwd"],
    device: DEVICE,
    actor,
    signedInUsers: [],
    verifiedHash: "hash-1",
    knownBrowser: false,
  };
  const limits = { idle: 1800_000, absolute: 1e9, rememberIdle: 1e9, rememberAbsolute: 1e10 };
  return decideSignIn({ user: makeUser(), sessions: [], signIns: null, notices: null }, command, now, {
    limits,
    maxSessions: 5,
  });
}

describe.each(engines)("$name", (engine) => {
  async function open() {
    const { db, url } = await openNew(engine, { clock: () => now });
    await insert(db, [{ kind: "insert-user", user: makeUser() }]);
    await insert(db, signIn().changes);

    /** All rows of the database, table by table. */
    async function contents(): Promise<Record<string, unknown[]>> {
      const tables = Object.values(schema).map(getTableName);
      const all = tables.map(async (name) => [name, await engine.query(url, `select * from ${name}`)]);
      return Object.fromEntries(await Promise.all(all));
    }
    return { db, url, contents };
  }

  test("all or nothing: when one change cannot be written, no other change and no event is", async () => {
    const { db, contents } = await open();
    const { changes, events } = signIn("second");
    const all: Change[] = [
      { kind: "update-user", id: "ada", set: { name: "Changed" } },
      ...changes,
      { kind: "update-session", id: "first", set: { generation: 1 } },
      { kind: "update-token", hash: "hash of first", set: { usedAt: now } },
      { kind: "revoke-tokens", sessionId: "first", at: now },
    ];
    const impossible: Change = { kind: "insert-user", user: makeUser() }; // a user with this id exists
    const before = await contents();
    for (let at = 0; at <= all.length; at += 1) {
      const broken = [...all.slice(0, at), impossible, ...all.slice(at)];
      const changing = db.changeAccount({ id: "ada" }, () => ({ outcome: null, changes: broken, events }));
      await expect(changing).rejects.toThrow();
      expect(await contents()).toEqual(before);
    }
    await db.changeAccount({ id: "ada" }, () => ({ outcome: null, changes: all, events }));
    expect(await contents()).not.toEqual(before);
  });

  test("all or nothing: a rule throws, or an event cannot be written", async () => {
    const { db, contents } = await open();
    const before = await contents();
    const { changes, events } = signIn("second");
    await expect(
      db.changeAccount({ id: "ada" }, () => {
        throw new Error("a bug");
      }),
    ).rejects.toThrow("a bug");
    const nameless = events.map((event) => ({ ...event, name: null as never }));
    await expect(
      db.changeAccount({ id: "ada" }, () => ({ outcome: null, changes, events: nameless })),
    ).rejects.toThrow();
    expect(await contents()).toEqual(before);
    await insert(db, changes); // and the lock is released
  });

  test("a refusal commits its changes before the caller gets it", async () => {
    const { db, contents } = await open();
    const { outcome } = await db.changeByToken("hash of first", { account: false }, (family, at) => ({
      outcome: { kind: "refused" },
      changes: [
        {
          kind: "update-session",
          id: family?.session.id ?? "",
          set: { endedAt: at, endedReason: "reuse_detected" },
        },
        { kind: "revoke-tokens", sessionId: family?.session.id ?? "", at },
      ],
      events: [{ name: "reuse_detected", at, userId: "ada", sessionId: "first", actor, reason: null }],
    }));
    expect(outcome).toEqual({ kind: "refused" });
    expect((await contents()).sessions).toMatchObject([{ ended_at: now, ended_reason: "reuse_detected" }]);
    expect((await contents()).refresh_tokens).toMatchObject([{ revoked_at: now }]);
    expect((await contents()).audit_events).toMatchObject([{ name: "reuse_detected" }]);
  });

  test("a rule gets the family of a token: its session, its successor, and the account if asked for", async () => {
    const { db } = await open();
    await insert(db, signIn("second").changes);
    const { outcome: seen } = await db.changeByToken("hash of first", { account: true }, (family) => ({
      outcome: family,
      changes: [],
      events: [],
    }));
    expect(seen).toMatchObject({ token: { generation: 0 }, session: { id: "first" }, successor: null });
    expect(seen?.account?.sessions.map((session) => session.id).sort()).toEqual(["first", "second"]);
    const { outcome: without } = await db.changeByToken("hash of first", { account: false }, (family) => ({
      outcome: family?.account,
      changes: [],
      events: [],
    }));
    expect(without).toBeNull();
  });

  test("a rule gets the database's time, taken under the lock", async () => {
    const { db } = await open();
    now += 1234;
    const told = await db.changeSession("first", (_, at) => ({ outcome: at, changes: [], events: [] }));
    expect(told).toEqual({
      outcome: now,
      now,
      found: await db.findSession("first").then((row) => row?.session),
    });
  });

  test("a session cannot have two tokens of one generation", async () => {
    const { db } = await open();
    const token = { sessionId: "first", userId: "ada", generation: 0, parentHash: null, createdAt: now };
    const twin = {
      ...token,
      hash: "twin",
      expiresAt: now,
      usedAt: null,
      revokedAt: null,
      sealedSuccessor: null,
      repeatedAt: null,
    };
    await expect(insert(db, [{ kind: "insert-token", token: twin }])).rejects.toThrow(/unique/i);
  });

  test("ending a session deletes the sealed successors of its tokens", async () => {
    const { db, contents } = await open();
    await insert(db, [{ kind: "update-token", hash: "hash of first", set: { sealedSuccessor: "sealed" } }]);
    await insert(db, [{ kind: "revoke-tokens", sessionId: "first", at: now }]);
    expect((await contents()).refresh_tokens).toMatchObject([{ sealed_successor: null, revoked_at: now }]);
  });

  test("T53: the sessions and tokens of a deleted user go with it", async () => {
    const { url, contents } = await open();
    await engine.query(url, "delete from users");
    expect(await contents()).toMatchObject({ sessions: [], refresh_tokens: [] });
  });

  test("T47: text that looks like SQL is stored as a value", async () => {
    const { db } = await open();
    for (const hostile of ["'; drop table users; --", '" or 1=1 --', "\\' or ''='", "%", "_"]) {
      expect(await db.findUserByEmail(hostile)).toBeNull();
      expect(await db.findSession(hostile)).toBeNull();
      expect(await db.findByToken(hostile)).toBeNull();
      expect((await db.searchUsers(hostile, 1, 10)).total).toBe(0);
    }
    expect((await db.searchUsers("AD", 1, 10)).users.map((user) => user.id)).toEqual(["ada"]);
  });
});

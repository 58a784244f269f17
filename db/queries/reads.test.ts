import { describe, expect, test } from "vitest";
import type { Database } from "@/db/database";
import { engines, openNew, openTestDatabase } from "@/db/testing/engines";
import { NEW_SESSION, type SessionRecord } from "@/lib/session/session";
import { DEVICE, makeUser } from "@/lib/session/testing/test-records";

const now = Date.UTC(2030, 0, 1);
const MINUTE = 60_000;

function makeSession(id: string, changes: Partial<SessionRecord> = {}): SessionRecord {
  return {
    ...DEVICE,
    id,
    userId: "ada",
    browserId: "browser",
    label: null,
    authMethods: ["pwd"],
    rememberMe: false,
    createdAt: now,
    authenticatedAt: now,
    generation: 3,
    rotatedAt: now,
    repeatedAt: null,
    seenAt: null,
    lateRepeats: 0,
    lateGenerations: 0,
    minGeneration: 0,
    passwordAttempts: 0,
    lastPresenceAt: now,
    idleTimeout: 30 * MINUTE,
    absoluteExpiresAt: now + 600 * MINUTE,
    endedAt: null,
    endedReason: null,
    ...NEW_SESSION,
    ...changes,
  };
}

async function addSessions(db: Database, sessions: SessionRecord[]): Promise<void> {
  await db.changeAccount({ id: "ada" }, (account) => ({
    outcome: null,
    changes: [
      ...(account ? [] : [{ kind: "insert-user" as const, user: makeUser() }]),
      ...sessions.map((session) => ({ kind: "insert-session" as const, session })),
    ],
    events: [],
  }));
}

describe.each(engines)("$name", (engine) => {
  test("a row is read as it was written, every column of it", async () => {
    const { db } = await openNew(engine);
    const full = makeSession("full", {
      ...{ userAgent: "Ünicode 🦉 \\ ' \" %", browserVersion: "156", osVersion: "11" },
      label: "Küche",
      authMethods: ["pwd", "otp"],
      rememberMe: true,
      seenAt: now + 1,
      endedAt: now + 2,
      endedReason: "user",
      absoluteExpiresAt: 2 ** 47 + 1,
      location: { city: "Turin", region: null, country: "Italy", countryCode: "IT" },
    });
    await addSessions(db, [full, makeSession("empty")]);
    expect((await db.findSession("full"))?.session).toEqual(full);
    expect((await db.findSession("empty"))?.session).toEqual(makeSession("empty"));
    const advice = "a new column of users belongs to makeUser() of lib/session/testing/test-records.ts";
    expect((await db.findSession("full"))?.user, advice).toEqual(makeUser());
  });

  test("a character that an engine cannot store causes no error", async () => {
    const { db } = await openNew(engine);
    await addSessions(db, [makeSession("first", { userAgent: "a\0b", label: "\0" })]);
    expect((await db.findSession("first"))?.session.userAgent).toMatch(/^a.b$/s);
    const location = { city: "Tu\0rin", region: null, country: "Italy", countryCode: "IT" };
    await addSessions(db, [makeSession("second", { location })]);
    expect((await db.findSession("second"))?.session.location?.city).toMatch(/^Tu.rin$/s);
    expect(await db.findUserByEmail("ada@example.com\0")).toBeNull();
    expect(await db.findByToken("\0")).toBeNull();
  });

  test("the time of a generation's first use is kept, and the use of another generation is not written", async () => {
    const { db } = await openNew(engine);
    await addSessions(db, [makeSession("first")]);
    const seenAt = async () => (await db.findSession("first"))?.session.seenAt;
    await db.markSeen("first", 2, 100);
    expect(await seenAt()).toBeNull();
    await db.markSeen("first", 3, 200);
    await db.markSeen("first", 3, 300);
    expect(await seenAt()).toBe(200);
  });

  test("living sessions are listed by last activity; ended ones include those past a limit", async () => {
    const { db } = await openNew(engine);
    await addSessions(db, [
      makeSession("old", { lastPresenceAt: now - MINUTE }),
      makeSession("new"),
      makeSession("idle", { lastPresenceAt: now - 31 * MINUTE }),
      makeSession("ended", { endedAt: now - 5, endedReason: "user" }),
    ]);
    const ids = (sessions: SessionRecord[]) => sessions.map(({ id }) => id);
    expect(ids(await db.listLiving("ada"))).toEqual(["new", "old", "idle"]);
    expect(ids(await db.listEnded("ada", now))).toEqual(["ended", "idle"]);
    expect(await db.listLiving("grace")).toEqual([]);
    expect([await db.countLiving("ada", now), await db.countLiving("grace", now)]).toEqual([2, 0]);
  });

  test("users are found by a part of their name or address, in any letter case, page by page", async () => {
    const { db } = await openNew(engine);
    for (let number = 1; number <= 5; number += 1) {
      const user = { ...makeUser(`user-${number}`), name: `Name_${number}`, createdAt: number };
      await db.changeAccount({ id: user.id }, () => ({
        outcome: null,
        changes: [{ kind: "insert-user", user }],
        events: [],
      }));
    }
    const found = async (query: string, page = 1) => {
      const { users, total } = await db.searchUsers(query, page, 2);
      return [users.map(({ id }) => id), total];
    };
    expect(await found("")).toEqual([["user-5", "user-4"], 5]);
    expect(await found("", 3)).toEqual([["user-1"], 5]);
    expect(await found("NAME_3")).toEqual([["user-3"], 1]);
    expect(await found("USER-3@example")).toEqual([["user-3"], 1]);
    expect(await found("unknown")).toEqual([[], 0]);
  });

  test("a search does not tell apart letter case, composed and decomposed letters, or compatibility forms", async () => {
    const { db } = await openNew(engine);
    const user = { ...makeUser("oe"), name: "Øystein  Müller-Strauß", email: "o@xn--bcher-kva.example" };
    await db.changeAccount({ id: user.id }, () => ({
      outcome: null,
      changes: [{ kind: "insert-user", user }],
      events: [],
    }));
    const finds = async (query: string) => (await db.searchUsers(query, 1, 1)).total === 1;
    for (const query of [
      "øystein",
      "ØYSTEIN",
      "mu\u0308ller",
      "M\u00dcLLER",
      "strauss",
      " øystein müller ",
      "\uff4dü",
    ])
      expect(await finds(query), query).toBe(true);
    for (const query of ["o@bücher", "BU\u0308CHER.example"]) expect(await finds(query), query).toBe(true);
    for (const query of ["oystein", "muller", "%", "_"]) expect(await finds(query), query).toBe(false);

    await db.changeAccount({ id: user.id }, () => ({
      outcome: null,
      changes: [{ kind: "update-user", id: user.id, set: { name: "Σίσυφος" } }],
      events: [],
    }));
    expect(await finds("øystein")).toBe(false);
    expect(await finds("ΣΊΣΥΦΟΣ")).toBe(true);
    expect((await db.findUser(user.id))?.name).toBe("Σίσυφος");
  });

  test("a name that folds into eighteen times its length fits into the index", async () => {
    const { db } = await openNew(engine);
    const user = { ...makeUser(), name: "\ufdfa".repeat(100) };
    await db.changeAccount({ id: user.id }, () => ({
      outcome: null,
      changes: [{ kind: "insert-user", user }],
      events: [],
    }));
    expect(await db.findUser(user.id)).toEqual(user);
  });

  test("rows that an older version wrote get their search keys when the database is opened", async () => {
    const { db, url } = await openNew(engine);
    await addSessions(db, []);
    await engine.query(url, "update users set name = 'Åsa', name_key = null, email_key = null");
    expect((await db.searchUsers("åsa", 1, 1)).total).toBe(0);
    const reopened = openTestDatabase(url);
    expect((await reopened.searchUsers("åsa", 1, 1)).total).toBe(1);
    expect((await reopened.searchUsers("ADA@example", 1, 1)).total).toBe(1);
  });

  test("audit events of one account are listed newest first, by name if asked", async () => {
    const { db } = await openNew(engine);
    const actor = { userId: "ada", sessionId: "first", ipAddress: "192.0.2.1", device: "Chrome on Windows" };
    const base = { userId: "ada", sessionId: "first", actor, reason: null };
    await db.recordEvent({ ...base, name: "sign_in_failed", at: now });
    await db.recordEvent({ ...base, name: "sign_in_failed", at: now, sessionId: "second" });
    await db.recordEvent({ ...base, name: "signed_in", at: now - 1 });
    await db.recordEvent({ ...base, name: "signed_in", at: now, userId: "grace" });
    const events = await db.listEvents("ada", { own: 10, attempts: 10 });
    expect(events.map(({ name, sessionId }) => [name, sessionId])).toEqual([
      ["sign_in_failed", "second"],
      ["sign_in_failed", "first"],
      ["signed_in", "first"],
    ]);
    expect(events[2]).toMatchObject({
      actorUserId: "ada",
      ipAddress: "192.0.2.1",
      at: now - 1,
      reason: null,
    });
    expect(await db.listEvents("ada", { own: 1, attempts: 1 })).toHaveLength(2);
    expect(await db.listEventsNamed("ada", "signed_in", 10)).toHaveLength(1);
  });
});

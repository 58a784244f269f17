import path from "node:path";
import Sqlite from "better-sqlite3";
import { expect, onTestFinished, test } from "vitest";
import { DEVICE, makeUser } from "@/lib/session/testing/house";
import { openDatabase } from "./database";
import { DatabaseUnavailable } from "./errors";
import { tempFolder } from "./testing/temp-folder";

function open() {
  const file = path.join(tempFolder(), "test.db");
  const db = openDatabase(`file:${file}`, { root: "/" });
  onTestFinished(() => db.close());
  return { db, file };
}

test("a counter counts every attempt once, and gives one back", async () => {
  const { db } = open();
  const limiter = db.limiter({ keyPrefix: "test", points: 2, duration: 60 });
  await Promise.all([limiter.count("a"), limiter.count("a")]);
  await expect(limiter.count("a")).rejects.toMatchObject({ consumedPoints: 3 });
  await limiter.count("b");
  await limiter.forgive("a");
  await limiter.forgive("a");
  await limiter.count("a");
});

test("F4: a counter the engine fails on is unavailable, and lets nobody through", async () => {
  const { db, file } = open();
  const limiter = db.limiter({ keyPrefix: "test", points: 2, duration: 60 });
  const other = new Sqlite(file);
  other.exec("drop table rate_limits");
  other.close();
  await expect(limiter.count("a")).rejects.toThrow(DatabaseUnavailable);
});

test("the first use of a generation stands, a use of another generation is not written", async () => {
  const { db } = open();
  const session = {
    ...DEVICE,
    id: "session",
    userId: "ada",
    browserId: "browser",
    label: null,
    authMethods: ["pwd"],
    rememberMe: false,
    createdAt: 1,
    authenticatedAt: 1,
    generation: 3,
    rotatedAt: 1,
    seenAt: null,
    lateRepeats: 0,
    barrier: 0,
    lastPresenceAt: 1,
    idleTimeout: 1000,
    absoluteExpiresAt: 1000,
    endedAt: null,
    endedReason: null,
  };
  await db.changeAccount({ id: "ada" }, () => ({
    outcome: null,
    changes: [
      { kind: "insert-user", user: makeUser() },
      { kind: "insert-session", session },
    ],
    events: [],
  }));
  const seenAt = async () => (await db.findSession("session"))?.session.seenAt;
  await db.markSeen("session", 2, 100);
  expect(await seenAt()).toBeNull();
  await db.markSeen("session", 3, 200);
  await db.markSeen("session", 3, 300);
  expect(await seenAt()).toBe(200);
});

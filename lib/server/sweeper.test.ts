import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import { revokeSession } from "@/lib/server/sessions/session-list";
import { signOut } from "@/lib/server/sessions/sessions";
import { RETENTION_MS, sweep } from "./sweeper";
import { DAY, install, installOn, MINUTE, requester } from "./testing/installation";

describe.each(engines)("$name", (engine) => {
  test("F14: only rows past their retention are deleted, also by repeated and concurrent sweeps", async () => {
    const app = await installOn(engine);
    const ada = await app.addUser("Ada");
    const open = async (options = {}) => (await app.openSession(ada, options)).session.id;

    const longIdle = await open();
    const longRevoked = await app.openSession(ada, { rememberMe: true });
    await signOut([longRevoked.refreshToken], requester());
    app.pass(30 * MINUTE);
    const idleAtTheEdge = await open(); // ends by its idle limit half an hour later
    app.pass(RETENTION_MS - 1);
    const recentlyIdle = await open();
    app.pass(30 * MINUTE);
    const alive = await open({ rememberMe: true });
    const recentlyRevoked = await app.openSession(ada, { rememberMe: true });
    await revokeSession({ ...recentlyRevoked }, recentlyRevoked.session.id, requester());
    // Now the first two ended RETENTION ago or longer, the third one millisecond less.

    await Promise.all([sweep(), sweep()]);
    await sweep();
    const left = async (id: string) => (await app.db.findSession(id)) !== null;
    expect(await left(longIdle)).toBe(false);
    expect(await left(longRevoked.session.id)).toBe(false);
    expect(await left(idleAtTheEdge)).toBe(true);
    expect(await left(recentlyIdle)).toBe(true);
    expect(await left(recentlyRevoked.session.id)).toBe(true);
    expect(await left(alive)).toBe(true);
    expect(await app.db.findByToken("x")).toBeNull();
    expect(await app.db.findUser(ada.id)).not.toBeNull();
  });

  test("counters and used identifiers go once they mean nothing any more", async () => {
    const app = await installOn(engine);
    await app.db.count([{ key: "short", durationMs: MINUTE, limit: 1 }]);
    await app.db.count([{ key: "long", durationMs: 2 * MINUTE, limit: 1 }]);
    await app.db.useId({ hash: "short", expiresAt: app.now + MINUTE });
    await app.db.useId({ hash: "long", expiresAt: app.now + 2 * MINUTE });
    app.pass(MINUTE + 1);
    await sweep();
    const rows = (sql: string) => engine.query(app.config.databaseUrl, sql);
    expect(await rows("select key from rate_limits")).toEqual([{ key: "long" }]);
    expect(await rows("select hash from used_ids")).toEqual([{ hash: "long" }]);
  });

  test("a living session is never deleted, however old it is", async () => {
    const app = await installOn(engine, {
      REMEMBER_ME_IDLE_TIMEOUT: String((1000 * DAY) / 1000),
      REMEMBER_ME_ABSOLUTE_TIMEOUT: String((1000 * DAY) / 1000),
    });
    const ada = await app.addUser("Ada");
    const { session } = await app.openSession(ada, { rememberMe: true });
    app.pass(999 * DAY);
    await sweep();
    expect(await app.db.findSession(session.id)).not.toBeNull();
    expect(await app.audit(ada.id)).toEqual([]); // its audit events are past their retention
  });
});

test("an unavailable database postpones a sweep, and does not end the process", async () => {
  const app = install();
  const { DatabaseUnavailable } = await import("@/db/engine/errors");
  app.db.sweep = async () => {
    throw new DatabaseUnavailable("SQLITE_BUSY");
  };
  await sweep();
  expect(app.logged.at(-1)).toContain("not swept");
});

test("a step that fails is reported without its message; the others are done, and nothing is thrown", async () => {
  const app = install();
  const steps: string[] = [];
  app.db.sweep = async () => {
    throw new Error("a secret value");
  };
  app.db.sweepKeys = async () => {
    steps.push("keys");
    return 3;
  };
  await sweep();
  expect(steps).toEqual(["keys"]);
  const [report] = app.logged.filter((line) => line.includes("sweep failed"));
  expect(JSON.parse(report ?? "{}")).toMatchObject({ source: "sweep", msg: "sweep failed" });
  expect(app.logged.at(-1)).toContain('"keys":3');
});

test("a failure before the first step is reported as well", async () => {
  const app = install();
  app.db.now = async () => {
    throw new Error("no clock");
  };
  await sweep();
  expect(app.logged.at(-1)).toContain("sweep failed");
});

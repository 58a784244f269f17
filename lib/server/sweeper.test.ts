import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import { revokeDevice } from "./session-list";
import { signOut } from "./sessions";
import { RETENTION_MS, sweep } from "./sweeper";
import { DAY, install, installOn, MINUTE, requester } from "./testing/installation";

describe.each(engines)("$name", (engine) => {
  test("F14: only what is over for longer than its retention is deleted, however often and doubled", async () => {
    const house = await installOn(engine);
    const ada = await house.addUser("Ada");
    const open = async (options = {}) => (await house.openSession(ada, options)).session.id;

    const longIdle = await open();
    const longRevoked = await house.openSession(ada, { rememberMe: true });
    await signOut([longRevoked.refreshToken], requester());
    house.pass(30 * MINUTE);
    const idleAtTheEdge = await open(); // ends by its idle limit half an hour later
    house.pass(RETENTION_MS - 1);
    const recentlyIdle = await open();
    house.pass(30 * MINUTE);
    const alive = await open({ rememberMe: true });
    const recentlyRevoked = await house.openSession(ada, { rememberMe: true });
    await revokeDevice({ ...recentlyRevoked }, recentlyRevoked.session.id, requester());
    // Now: the first two are over since RETENTION and more, the third since one millisecond less than that.

    await Promise.all([sweep(), sweep()]);
    await sweep();
    const left = async (id: string) => (await house.db.findSession(id)) !== null;
    expect(await left(longIdle)).toBe(false);
    expect(await left(longRevoked.session.id)).toBe(false);
    expect(await left(idleAtTheEdge)).toBe(true);
    expect(await left(recentlyIdle)).toBe(true);
    expect(await left(recentlyRevoked.session.id)).toBe(true);
    expect(await left(alive)).toBe(true);
    expect(await house.db.findByToken("x")).toBeNull();
    expect(await house.db.findUser(ada.id)).not.toBeNull();
  });

  test("a living session is never deleted, however old it is", async () => {
    const house = await installOn(engine, {
      REMEMBER_ME_IDLE_TIMEOUT: String((1000 * DAY) / 1000),
      REMEMBER_ME_ABSOLUTE_TIMEOUT: String((1000 * DAY) / 1000),
    });
    const ada = await house.addUser("Ada");
    const { session } = await house.openSession(ada, { rememberMe: true });
    house.pass(999 * DAY);
    await sweep();
    expect(await house.db.findSession(session.id)).not.toBeNull();
    expect(await house.audit(ada.id)).toEqual([]); // what is told of it is older than anybody is shown
  });
});

test("a database that is away postpones a sweep; it does not end the process", async () => {
  const house = install();
  const { DatabaseUnavailable } = await import("@/db/engine/errors");
  house.db.sweep = async () => {
    throw new DatabaseUnavailable("SQLITE_BUSY");
  };
  await sweep();
  expect(house.logged.at(-1)).toContain("not swept");
});

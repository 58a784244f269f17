import { describe, expect, test } from "vitest";
import { engines, openNew, openTestDatabase } from "@/db/testing/engines";
import type { OrganizationId } from "@/lib/session/organizations/organization-records";
import { seedDemo } from "./seed";

const DAY = 24 * 60 * 60 * 1000;
const options = {
  hash: async (password: string) => `hash of ${password.length}`,
  unusableHash: "none",
  limits: { idle: DAY / 48, absolute: 30 * DAY, rememberIdle: 14 * DAY, rememberAbsolute: 90 * DAY },
};

describe.each(engines)("$name", (engine) => {
  test("the demo is created once when several processes start at the same time", async () => {
    const { db, url } = await openNew(engine);
    await Promise.all(
      [db, openTestDatabase(url), openTestDatabase(url)].map((node) => seedDemo(node, options)),
    );
    expect((await db.searchUsers("", 1, 100)).total).toBe(27);
    expect(await db.listLiving("demo-ada")).toHaveLength(5);
    expect(await seedDemo(db, options)).toBe(false);
  });

  test("Ada owns an organization, of which Grace is an admin, with one workspace; a deleted one comes back", async () => {
    const { db, url } = await openNew(engine);
    await Promise.all(
      [db, openTestDatabase(url), openTestDatabase(url)].map((node) => seedDemo(node, options)),
    );
    const roles = async () =>
      (await db.listMembers("demo-analytical-engines" as OrganizationId, 1, 10)).map(
        ({ user, role }) => `${user.name}: ${role}`,
      );
    expect(await roles()).toEqual(["Ada: owner", "Grace: admin"]);
    expect(await db.listWorkspacesOf("demo-ada")).toMatchObject([{ workspace: { slug: "the-mill" } }]);
    expect(await db.listMemberships("demo-alan")).toEqual([]);

    await engine.query(url, "delete from organizations");
    expect(await roles()).toEqual([]);
    expect(await seedDemo(db, options)).toBe(true);
    expect(await roles()).toEqual(["Ada: owner", "Grace: admin"]);
  });

  test("another organization with the same slug is left alone", async () => {
    const { db, url } = await openNew(engine);
    await engine.query(
      url,
      "insert into organizations (id, name, slug, created_at) values ('other', 'Other', 'analytical-engines', 1)",
    );
    expect(await seedDemo(db, options)).toBe(true);
    expect(await db.listMemberships("demo-ada")).toEqual([]);
  });

  test("what visitors have renamed is found again, and not made twice", async () => {
    const { db, url } = await openNew(engine);
    await seedDemo(db, options);
    await engine.query(url, "update organizations set slug = 'renamed'");
    await engine.query(url, "update users set email = 'renamed@example.net' where id = 'demo-ada'");
    await engine.query(url, "update users set email = 'ada@example.com' where id = 'demo-person-1'");
    expect(await seedDemo(db, options)).toBe(false);
    expect((await db.searchUsers("", 1, 100)).total).toBe(27);
    expect(await db.listMemberships("demo-person-1")).toEqual([]);
  });

  test("an address that another account has taken is left to it", async () => {
    const { db, url } = await openNew(engine);
    await seedDemo(db, options);
    await engine.query(url, "delete from users where id = 'demo-ada'");
    await engine.query(url, "update users set email = 'ada@example.com' where id = 'demo-person-1'");
    await engine.query(url, "delete from organizations");
    expect(await seedDemo(db, options)).toBe(false);
    expect(await db.findUser("demo-ada")).toBeNull();
    expect(await db.listMemberships("demo-person-1")).toEqual([]);
  });

  test("the people look like people: names, devices and times of their own, and the demo's first account on top", async () => {
    const { db } = await openNew(engine);
    await seedDemo(db, options);
    const { users } = await db.searchUsers("", 1, 100);
    expect(users.slice(0, 3).map(({ name }) => name)).toEqual(["Ada", "Alan", "Grace"]);
    expect(new Set(users.map(({ name }) => name)).size).toBe(27);
    const now = await db.now();
    const clocks = new Set<string>();
    for (const user of users) {
      const sessions = [...(await db.listLiving(user.id)), ...(await db.listEnded(user.id, now))];
      expect(sessions.length).toBeGreaterThan(0);
      for (const one of sessions) {
        expect(one.createdAt).toBeGreaterThan(user.createdAt);
        expect(one.lastPresenceAt).toBeGreaterThanOrEqual(one.createdAt);
        expect(one.endedAt ?? now).toBeGreaterThanOrEqual(one.lastPresenceAt);
        expect(one.endedAt ?? now).toBeLessThanOrEqual(now);
        clocks.add(new Date(one.createdAt).toISOString().slice(11, 16));
      }
    }
    expect(clocks.size).toBeGreaterThan(30);
  });

  test("no device was signed out from itself, except by its own sign-out", async () => {
    const { db } = await openNew(engine);
    await seedDemo(db, options);
    const ended = await db.listEventsNamed("demo-ada", "session_ended", 100);
    expect(ended.map(({ reason }) => reason)).toEqual([
      "reuse_detected",
      "idle",
      "signed_out",
      "user",
      "password_changed",
    ]);
    const fromItself = ended.filter(({ sessionId, actorSessionId }) => sessionId === actorSessionId);
    expect(fromItself.map(({ reason }) => reason)).toEqual(["signed_out"]);
  });

  test("a device that was used for a while has refreshed tokens, the last one from its last activity", async () => {
    const { db } = await openNew(engine);
    await seedDemo(db, options);
    const used = (await db.listLiving("demo-ada")).filter(
      ({ createdAt, lastPresenceAt }) => lastPresenceAt - createdAt >= DAY,
    );
    expect(used).toHaveLength(4);
    for (const session of used) {
      const [current, before, ...older] = await db.listGenerations(session.id, 400);
      expect(current).toMatchObject({
        generation: session.generation,
        createdAt: session.rotatedAt,
        usedAt: null,
      });
      expect(before).toMatchObject({ hash: current?.parentHash, usedAt: current?.createdAt });
      expect(older).toHaveLength(session.generation - 1);
      expect(older.at(-1)).toMatchObject({ generation: 0, createdAt: session.createdAt });
      expect(session.rotatedAt).toBeLessThanOrEqual(session.lastPresenceAt);
      expect(session.lastPresenceAt - session.rotatedAt).toBeLessThan(15 * 60_000);
    }
  });
});

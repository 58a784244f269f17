import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import { revokeAllOf } from "@/lib/server/admin/admin";
import { actorOf } from "@/lib/server/client-info";
import { revokeSession } from "@/lib/server/sessions/session-list";
import { granted } from "@/lib/server/testing/expectations";
import { type Installation, install, installOn, MINUTE, requester } from "@/lib/server/testing/installation";
import type { AuditEventName } from "@/lib/session/audit-events";
import { listActivity, listActivityFor } from "./activity";

/** Records one event of an account. */
function record(app: Installation, userId: string, name: AuditEventName, at: number) {
  const who = { userId, sessionId: null, reason: null, actor: actorOf(requester(), null) };
  return app.db.recordEvent({ ...who, name, at });
}

/** @returns the pages of an account's activity, from the newest, as a reader asks for them one after the other */
async function readPages(userId: string) {
  const pages = [await listActivity(userId, null)];
  for (let next = pages[0]?.nextCursor; next; next = pages.at(-1)?.nextCursor) {
    const [at = 0, id = 0] = next.split("-").map(Number);
    pages.push(await listActivity(userId, { at, id }));
  }
  return pages;
}

test("the activity lists the events of an account, newest first, with their place", async () => {
  const app = install();
  const ada = await app.addUser("Ada");
  const [first, second] = [await app.openSession(ada), await app.openSession(ada)];
  await app.openSession(await app.addUser("Grace"));
  app.pass(MINUTE);
  await revokeSession(second, first.session.id, requester());
  const { entries, nextCursor } = await listActivity(ada.id, null);
  expect(entries).toMatchObject([
    {
      event: "session_ended",
      at: "2030-01-01T00:01:00.000Z",
      sessionId: first.session.id,
      reason: "user",
      ipAddress: "192.0.2.1",
      device: "Chrome on Windows",
      byOther: false,
    },
    { event: "signed_in_new_browser", sessionId: second.session.id },
    { event: "signed_in_new_browser", sessionId: first.session.id },
  ]);
  expect(nextCursor).toBeNull();
  const fromHere = async (sessionId: string) =>
    (await listActivityFor({ userId: ada.id, sessionId }, null)).fromHere;
  // The end of the first came from the second.
  expect(await fromHere(second.session.id)).toEqual([entries[0]?.id, entries[1]?.id]);
  expect(await fromHere(first.session.id)).toEqual([entries[2]?.id]);
});

describe.each(engines)("pages on $name", (engine) => {
  test("together list each event once, also those of one instant, and nothing of another account", async () => {
    const app = await installOn(engine);
    for (let written = 0; written < 100; written += 1) {
      await record(app, "ada", "device_renamed", app.now + (written % 3));
      if (written % 2) await record(app, "grace", "device_renamed", app.now);
      if (written % 10 === 0) await record(app, "ada", "sign_in_failed", app.now + 1);
    }
    const pages = await readPages("ada");
    expect(pages.length).toBe(4);
    const entries = pages.flatMap((page) => page.entries);
    expect(entries.filter(({ event }) => event === "device_renamed")).toHaveLength(100);
    expect(new Set(entries.map(({ id }) => id)).size).toBe(110);
    const newestFirst = entries.toSorted((a, b) => b.at.localeCompare(a.at) || Number(b.id) - Number(a.id));
    expect(entries).toEqual(newestFirst);
  });

  test("a last page that is full has no next one; an event written meanwhile moves no entry to another page", async () => {
    const app = await installOn(engine);
    for (let written = 0; written < 60; written += 1)
      await record(app, "ada", "device_renamed", app.now + written);
    const [first, second, ...more] = await readPages("ada");
    expect([first?.entries.length, second?.entries.length, more.length]).toEqual([30, 30, 0]);
    await record(app, "ada", "profile_changed", app.now + MINUTE);
    const [at = 0, id = 0] = (first?.nextCursor ?? "").split("-").map(Number);
    expect(await listActivity("ada", { at, id })).toEqual(second);
  });
});

test("many wrong passwords hide no other event", async () => {
  const app = install();
  const ada = await app.addUser("Ada");
  await app.openSession(ada);
  for (let tries = 0; tries < 300; tries += 1) await record(app, ada.id, "sign_in_failed", app.now + tries);
  const { entries, nextCursor } = await listActivity(ada.id, null);
  expect(entries).toHaveLength(21);
  expect(entries.at(0)).toMatchObject({ event: "sign_in_failed", at: "2030-01-01T00:00:00.299Z" });
  expect(entries.at(-1)).toMatchObject({ event: "signed_in_new_browser" });
  expect(nextCursor).toBeNull();
});

test("an administrator's action is marked as such, without the administrator's IP address", async () => {
  const app = install();
  const ada = await app.addUser("Ada");
  await app.openSession(ada);
  const admin = await app.openSession(await app.addUser("Grace", { roles: ["admin"] }));
  granted(await revokeAllOf(admin, { userId: ada.id, scope: "all" }, requester()));
  const [latest] = (await listActivity(ada.id, null)).entries;
  expect(latest).toMatchObject({ reason: "admin", byOther: true, ipAddress: null, device: null });
  expect(
    Object.keys(latest ?? {})
      .sort()
      .join(" "),
  ).toBe("at byOther device event id ipAddress reason sessionId");
});

import { expect, test } from "vitest";
import { listActivity } from "./activity";
import { revokeAllOf } from "./admin";
import { actorOf } from "./client-info";
import { revokeDevice } from "./session-list";
import { granted } from "./testing/expectations";
import { install, MINUTE, requester } from "./testing/installation";

test("the activity lists the events of an account, newest first, with their place", async () => {
  const app = install();
  const ada = await app.addUser("Ada");
  const [first, second] = [await app.openSession(ada), await app.openSession(ada)];
  await app.openSession(await app.addUser("Grace"));
  app.pass(MINUTE);
  await revokeDevice(second, first.session.id, requester());
  expect(await listActivity(ada.id)).toMatchObject([
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
});

test("many wrong passwords hide no other event", async () => {
  const app = install();
  const ada = await app.addUser("Ada");
  await app.openSession(ada);
  for (let tries = 0; tries < 300; tries += 1) {
    const who = { userId: ada.id, sessionId: null, reason: null, actor: actorOf(requester(), null) };
    await app.db.recordEvent({ ...who, name: "sign_in_failed", at: app.now + tries });
  }
  const seen = await listActivity(ada.id);
  expect(seen).toHaveLength(51);
  expect(seen.at(0)).toMatchObject({ event: "sign_in_failed", at: "2030-01-01T00:00:00.299Z" });
  expect(seen.at(-1)).toMatchObject({ event: "signed_in_new_browser" });
});

test("an administrator's action is marked as such, without the administrator's IP address", async () => {
  const app = install();
  const ada = await app.addUser("Ada");
  await app.openSession(ada);
  const admin = await app.openSession(await app.addUser("Grace", { roles: ["admin"] }));
  granted(await revokeAllOf(admin, ada.id, requester()));
  const [latest] = await listActivity(ada.id);
  expect(latest).toMatchObject({ reason: "admin", byOther: true, ipAddress: null, device: null });
  expect(
    Object.keys(latest ?? {})
      .sort()
      .join(" "),
  ).toBe("at byOther device event id ipAddress reason sessionId");
});

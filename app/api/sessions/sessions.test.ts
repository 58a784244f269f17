/** The devices of an account: listed, named and ended. */

import { describe, expect, test } from "vitest";
import { install, MINUTE, PASSWORD } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as revokeAllOf from "../admin/users/[id]/sessions/revoke-all/route";
import * as sessionsOf from "../admin/users/[id]/sessions/route";
import * as users from "../admin/users/route";
import * as login from "../auth/login/route";
import * as refresh from "../auth/refresh/route";
import * as me from "../me/route";
import * as session from "../session/route";
import * as device from "./[id]/route";
import * as revokeAll from "./revoke-all/route";
import { end, keys, list, SESSION_KEYS, signInBrowser } from "./sessions.fixture";

describe("the list", () => {
  test("the current one first, then the one last active", async () => {
    const app = install();
    const [a, b, c] = [
      await signInBrowser(app, "Ada"),
      await signInBrowser(app, "Ada"),
      await signInBrowser(app, "Ada"),
    ];
    await signInBrowser(app, "Grace");
    for (const one of [b, a, c]) {
      app.pass(MINUTE);
      await app.db.changeSession(one.id, (_, now) => ({
        outcome: null,
        changes: [{ kind: "update-session", id: one.id, set: { lastPresenceAt: now } }],
        events: [],
      }));
    }
    expect((await list(b)).map(({ id }) => id)).toEqual([b.id, c.id, a.id]);
    expect((await list(b)).map(({ current }) => current)).toEqual([true, false, false]);
  });

  test("a session past a limit is in the history, even before the end is recorded", async () => {
    const app = install();
    const old = await signInBrowser(app, "Ada");
    app.pass(30 * MINUTE);
    const now = await signInBrowser(app, "Ada");
    expect((await list(now)).map(({ id }) => id)).toEqual([now.id]);
    expect(await list(now, "ended")).toMatchObject([
      { id: old.id, endedReason: "idle", endedAt: "2030-01-01T00:30:00.000Z", current: false },
    ]);
  });

  test("the history says how each session ended, the last ended first", async () => {
    const app = install();
    const [a, b, c] = [
      await signInBrowser(app, "Ada"),
      await signInBrowser(app, "Ada"),
      await signInBrowser(app, "Ada"),
    ];
    const admin = await signInBrowser(app, "Grace", ["admin"]);
    await end(a, b.id);
    app.pass(MINUTE);
    await end(c, c.id);
    app.pass(MINUTE);
    await admin.browser.post(revokeAllOf, "/api/admin/x", undefined, { id: a.user.id });
    const last = await signInBrowser(app, "Ada");
    expect((await list(last, "ended")).map(({ id, endedReason }) => [id, endedReason])).toEqual([
      [a.id, "admin"],
      [c.id, "signed_out"],
      [b.id, "user"],
    ]);
  });
});

test("15.3.1: every view has the keys of the contract and no other", async () => {
  const app = install();
  const admin = await signInBrowser(app, "Grace", ["admin"]);
  const ada = await signInBrowser(app, "Ada");
  const other = await signInBrowser(app, "Ada");
  await end(ada, other.id);

  const [one] = await list(ada);
  const [ended] = await list(ada, "ended");
  expect(keys(one ?? {})).toBe(SESSION_KEYS);
  expect(keys(ended ?? {})).toBe(
    `${SESSION_KEYS} endedAt endedBy endedFrom endedReason`.split(" ").sort().join(" "),
  );
  expect(keys((await ada.browser.get(me, "/api/me")).json)).toBe("createdAt email id name roles");
  const current = (await ada.browser.get(session, "/api/session")).json;
  expect(keys(current)).toBe(
    "attempts authenticated impersonator organization serverTime session signIns user workspace",
  );
  expect(keys(current.session)).toBe(SESSION_KEYS);
  expect(keys(current.user)).toBe("createdAt email id name roles");
  expect(keys((await new TestBrowser().get(session, "/api/session")).json)).toBe(
    "attempts authenticated impersonator organization serverTime signIns workspace",
  );
  expect(keys(current.signIns[0])).toBe("active endedReason sessionId user");
  expect(keys(current.signIns[0].user)).toBe("createdAt email id name roles");

  const page = (await admin.browser.get(users, "/api/admin/users")).json;
  expect(keys(page)).toBe("page pageSize total users");
  expect(keys(page.users[0])).toBe("createdAt disabledAt email id name roles");
  const theirs = await admin.browser.get(sessionsOf, "/api/admin/x", { id: ada.user.id });
  expect(keys(theirs.json.sessions[0])).toBe(SESSION_KEYS);
  expect(theirs.json.sessions[0].current).toBe(false);
});

describe("naming a device", () => {
  const rename = (who: { browser: TestBrowser }, id: string, label: string | null) =>
    who.browser.send(device, "PATCH", `/api/sessions/${id}`, { id, json: { label } });

  test("another device of the same user, and removing the name again", async () => {
    const app = install();
    const [a, b] = [await signInBrowser(app, "Ada"), await signInBrowser(app, "Ada")];
    expect(await rename(a, b.id, "Work laptop")).toMatchObject({
      status: 200,
      json: { id: b.id, label: "Work laptop", current: false },
    });
    expect((await rename(a, b.id, null)).json.label).toBeNull();
    expect(await app.audit(a.user.id)).toContain("device_renamed");
  });

  test("a device that reports its model is named after it, until its owner gives it another name", async () => {
    const app = install();
    const { email } = await app.addUser("Ada");
    const phone = new TestBrowser();
    const hints = { "sec-ch-ua-platform": '"Android"', "sec-ch-ua-model": '"Pixel 9 Pro"' };
    const { json } = await phone.post(
      login,
      "/api/auth/login",
      { email, password: PASSWORD },
      { headers: hints },
    );
    expect(json.session).toMatchObject({ label: "Pixel 9 Pro", os: "Android" });
    const { id } = json.session;
    expect((await rename({ browser: phone }, id, "My phone")).json.label).toBe("My phone");
    expect((await rename({ browser: phone }, id, null)).json.label).toBeNull();
  });

  test("T28: another user's, an unknown one or an ended one is 404", async () => {
    const app = install();
    const [ada, gone, grace] = [
      await signInBrowser(app, "Ada"),
      await signInBrowser(app, "Ada"),
      await signInBrowser(app, "Grace"),
    ];
    await end(ada, gone.id);
    for (const id of [grace.id, "unknown", gone.id]) {
      expect(await rename(ada, id, "Mine")).toMatchObject({ status: 404, json: { error: "not_found" } });
    }
    expect((await app.session(grace.id)).label).toBeNull();
  });
});

describe("ending a device", () => {
  test("another device of the same user: its next request is refused with the reason user, and this device stays signed in", async () => {
    const app = install();
    const [a, b] = [await signInBrowser(app, "Ada"), await signInBrowser(app, "Ada")];
    expect(await end(a, b.id)).toMatchObject({ status: 204, setCookies: [] });
    expect(await b.why()).toBe("user");
    expect(await b.browser.post(refresh, "/api/auth/refresh")).toMatchObject({
      status: 401,
      json: { error: "session_revoked", details: { reason: "user" } },
    });
    expect(await a.why()).toBeUndefined();
    expect((await end(a, b.id)).status).toBe(204); // repeating it is no error
  });

  test("this device is a sign-out", async () => {
    const a = await signInBrowser(install(), "Ada");
    expect((await end(a, a.id)).status).toBe(204);
    expect(
      a.browser.jar
        .list()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["latchkey_browser", "latchkey_epoch"]);
    expect(await a.why()).toBe("signed_out");
  });

  test("T28: another user's is 404, as an unknown one is, and nothing changes", async () => {
    const app = install();
    const [ada, grace] = [await signInBrowser(app, "Ada"), await signInBrowser(app, "Grace")];
    const answers = [];
    for (const id of [grace.id, "unknown", "__proto__", ""]) {
      const { status, text } = await end(ada, id);
      answers.push(`${status} ${text}`);
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^404 /);
    expect(await grace.why()).toBeUndefined();
    expect(await app.audit(grace.user.id)).toEqual(["signed_in_new_browser"]);
  });

  test("the other devices: they are refused with the reason user, and are counted", async () => {
    const app = install();
    const [a, b, c] = [
      await signInBrowser(app, "Ada"),
      await signInBrowser(app, "Ada"),
      await signInBrowser(app, "Ada"),
    ];
    const grace = await signInBrowser(app, "Grace");
    const answer = await a.browser.post(revokeAll, "/api/sessions/revoke-all");
    expect(answer).toMatchObject({ status: 200, json: { revoked: 2 }, setCookies: [] });
    expect([await a.why(), await b.why(), await c.why(), await grace.why()]).toEqual([
      undefined,
      "user",
      "user",
      undefined,
    ]);
  });

  test("all devices, this one too; the remaining cookie serves only to give the reason", async () => {
    const app = install();
    const [a, b] = [await signInBrowser(app, "Ada"), await signInBrowser(app, "Ada")];
    const answer = await a.browser.post(revokeAll, "/api/sessions/revoke-all", { scope: "all" });
    expect(answer.json).toEqual({ revoked: 2 });
    expect(answer.setCookies).toEqual([]);
    expect((await a.browser.get(session, "/api/session")).json).toMatchObject({
      authenticated: false,
      reason: "revoked_everywhere",
    });
    expect((await a.browser.post(refresh, "/api/auth/refresh")).status).toBe(401);
    expect([await a.why(), await b.why()]).toEqual(["revoked_everywhere", "revoked_everywhere"]);
  });
});

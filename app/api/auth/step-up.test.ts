/** Sensitive actions need a recent authentication. */
import { describe, expect, test } from "vitest";
import { type Installation, install, MINUTE, PASSWORD } from "@/lib/server/testing/installation";
import type { Role } from "@/lib/session/contract";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as disable from "../admin/users/[id]/disable/route";
import * as revokeAllOf from "../admin/users/[id]/sessions/revoke-all/route";
import * as password from "../me/password/route";
import * as device from "../sessions/[id]/route";
import * as revokeAll from "../sessions/revoke-all/route";
import * as sessions from "../sessions/route";
import * as reauthenticate from "./reauthenticate/route";
import * as refresh from "./refresh/route";

const WINDOW = 15 * MINUTE;

async function enter(app: Installation, name = "Ada", roles: Role[] = ["user"]) {
  const user =
    (await app.db.findUserByEmail(`${name.toLowerCase()}@example.com`)) ??
    (await app.addUser(name, { roles }));
  const browser = new TestBrowser();
  const grant = await app.openSession(user, { rememberMe: true });
  await browser.enter(grant);
  return { browser, user, id: grant.session.id };
}

const confirm = (browser: TestBrowser, word = PASSWORD) =>
  browser.post(reauthenticate, "/api/auth/reauthenticate", { password: word });
const renew = (browser: TestBrowser) => browser.post(refresh, "/api/auth/refresh");

/** Everything that asks, tried with one browser. */
async function refusals(browser: TestBrowser, otherSession: string, otherUser: string): Promise<string[]> {
  const answers = [
    await browser.send(device, "DELETE", `/api/sessions/${otherSession}`, { id: otherSession }),
    await browser.post(revokeAll, "/api/sessions/revoke-all"),
    await browser.post(password, "/api/me/password", {
      currentPassword: PASSWORD,
      newPassword: "another harbour, another lamp",
    }),
    await browser.post(disable, `/api/admin/users/${otherUser}/disable`, undefined, { id: otherUser }),
    await browser.post(revokeAllOf, `/api/admin/users/${otherUser}/sessions/revoke-all`, undefined, {
      id: otherUser,
    }),
  ];
  return answers.map(({ status, json }) => `${status} ${json?.error}`);
}

describe("fifteen minutes after the sign-in", () => {
  test("ending others, a new password and administration ask; nothing has changed", async () => {
    const app = install();
    const grace = await enter(app, "Grace", ["admin"]);
    const other = await enter(app, "Grace");
    const ada = await enter(app, "Ada");
    app.pass(WINDOW);
    await renew(grace.browser);
    expect(await refusals(grace.browser, other.id, ada.user.id)).toEqual(
      Array(5).fill("403 reauthentication_required"),
    );
    expect((await app.session(other.id)).endedAt).toBeNull();
    expect((await app.session(ada.id)).endedAt).toBeNull();
    expect((await app.db.findUser(ada.user.id))?.disabledAt).toBeNull();
  });

  test("the list does not ask, and neither does signing out this very device", async () => {
    const app = install();
    const { browser, id } = await enter(app);
    app.pass(WINDOW);
    await renew(browser);
    expect((await browser.get(sessions, "/api/sessions")).status).toBe(200);
    expect((await browser.send(device, "DELETE", `/api/sessions/${id}`, { id })).status).toBe(204);
  });

  test("a second earlier nothing asks", async () => {
    const app = install();
    const { browser } = await enter(app);
    const other = await enter(app);
    app.pass(WINDOW - 1000);
    await renew(browser);
    const ended = await browser.send(device, "DELETE", `/api/sessions/${other.id}`, { id: other.id });
    expect(ended.status).toBe(204);
  });
});

describe("the password again", () => {
  test("opens what asked, for fifteen minutes, whatever the session's age", async () => {
    const app = install();
    const { browser, user } = await enter(app);
    const other = await enter(app);
    app.pass(3 * WINDOW);
    await renew(browser);
    const answer = await confirm(browser);
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.json).sort()).toEqual([
      "accessToken",
      "expiresIn",
      "serverTime",
      "session",
      "tokenType",
    ]);
    const ended = await browser.send(device, "DELETE", `/api/sessions/${other.id}`, { id: other.id });
    expect(ended.status).toBe(204);
    expect(await app.audit(user.id)).toContain("reauthenticated");
  });

  test("stands in this one access token: the next refresh does not carry it on", async () => {
    const app = install();
    const { browser } = await enter(app);
    app.pass(WINDOW);
    await renew(browser);
    await confirm(browser);
    await renew(browser);
    expect((await browser.post(revokeAll, "/api/sessions/revoke-all")).json.error).toBe(
      "reauthentication_required",
    );
  });

  test("rotates the refresh token, and a thief who repeats the old one inherits nothing", async () => {
    const app = install();
    const { browser, id } = await enter(app);
    app.pass(WINDOW);
    await renew(browser);
    const thief = browser.copy();
    const before = (await app.session(id)).generation;
    await confirm(browser);
    expect((await app.session(id)).generation).toBe(before + 1);
    await renew(thief);
    expect((await thief.post(revokeAll, "/api/sessions/revoke-all")).json.error).toBe(
      "reauthentication_required",
    );
  });

  test("wrong changes nothing, is told to the owner, and too often ends the session", async () => {
    const app = install();
    const { browser, user, id } = await enter(app);
    const answers = [];
    for (let tries = 0; tries < 11; tries += 1)
      answers.push(await confirm(browser, "not the password at all"));
    expect(answers.slice(0, 10).every(({ json }) => json.error === "invalid_credentials")).toBe(true);
    expect(answers[10]?.json).toMatchObject({
      error: "session_revoked",
      details: { reason: "too_many_attempts" },
    });
    expect(await app.audit(user.id)).toContain("reauthentication_failed");
    expect((await app.session(id)).generation).toBe(0);
  });

  test("belongs to one session: another one's cookie is a mismatch", async () => {
    const app = install();
    const { browser } = await enter(app);
    const other = await enter(app);
    browser.accessToken = other.browser.accessToken;
    expect((await confirm(browser)).json.error).toBe("session_mismatch");
  });

  test("takes both, the bearer and the cookie", async () => {
    const app = install();
    const { browser } = await enter(app);
    const bearerOnly = new TestBrowser();
    bearerOnly.accessToken = browser.accessToken;
    expect((await confirm(bearerOnly)).json.error).toBe("not_authenticated");
    browser.accessToken = null;
    expect((await confirm(browser)).json.error).toBe("not_authenticated");
  });
});

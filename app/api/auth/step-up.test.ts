/** Sensitive actions need a recent authentication. */
import { describe, expect, test } from "vitest";
import { type Installation, install, MINUTE, PASSWORD } from "@/lib/server/testing/installation";
import type { Role } from "@/lib/session/roles";
import { NO_PASSWORD } from "@/lib/session/session";
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

async function signInBrowser(app: Installation, name = "Ada", roles: Role[] = ["user"]) {
  const user =
    (await app.db.findUserByEmail(`${name.toLowerCase()}@example.com`)) ??
    (await app.addUser(name, { roles }));
  const browser = new TestBrowser();
  const grant = await app.openSession(user, { rememberMe: true });
  await browser.signInWith(grant);
  return { browser, user, id: grant.session.id };
}

const confirm = (browser: TestBrowser, word = PASSWORD) =>
  browser.post(reauthenticate, "/api/auth/reauthenticate", { password: word });
const renew = (browser: TestBrowser) => browser.post(refresh, "/api/auth/refresh");

/** Every request that needs a recent authentication, sent from one browser. @returns the refused ones */
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
  test("ending other sessions, changing the password and administration are refused, and nothing changes", async () => {
    const app = install();
    const grace = await signInBrowser(app, "Grace", ["admin"]);
    const other = await signInBrowser(app, "Grace");
    const ada = await signInBrowser(app, "Ada");
    app.pass(WINDOW);
    await renew(grace.browser);
    expect(await refusals(grace.browser, other.id, ada.user.id)).toEqual(
      Array(5).fill("403 reauthentication_required"),
    );
    expect((await app.session(other.id)).endedAt).toBeNull();
    expect((await app.session(ada.id)).endedAt).toBeNull();
    expect((await app.db.findUser(ada.user.id))?.disabledAt).toBeNull();
  });

  test("the device list and signing out this device are allowed", async () => {
    const app = install();
    const { browser, id } = await signInBrowser(app);
    app.pass(WINDOW);
    await renew(browser);
    expect((await browser.get(sessions, "/api/sessions")).status).toBe(200);
    expect((await browser.send(device, "DELETE", `/api/sessions/${id}`, { id })).status).toBe(204);
  });

  test("a second earlier everything is allowed", async () => {
    const app = install();
    const { browser } = await signInBrowser(app);
    const other = await signInBrowser(app);
    app.pass(WINDOW - 1000);
    await renew(browser);
    const ended = await browser.send(device, "DELETE", `/api/sessions/${other.id}`, { id: other.id });
    expect(ended.status).toBe(204);
  });
});

describe("entering the password again", () => {
  test("allows these requests for fifteen minutes, whatever the session's age", async () => {
    const app = install();
    const { browser, user } = await signInBrowser(app);
    const other = await signInBrowser(app);
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

  test("counts for this one access token: the next refresh does not carry it over", async () => {
    const app = install();
    const { browser } = await signInBrowser(app);
    app.pass(WINDOW);
    await renew(browser);
    await confirm(browser);
    await renew(browser);
    expect((await browser.post(revokeAll, "/api/sessions/revoke-all")).json.error).toBe(
      "reauthentication_required",
    );
  });

  test("rotates the refresh token, and a thief who repeats the old one gains nothing", async () => {
    const app = install();
    const { browser, id } = await signInBrowser(app);
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

  test("wrongly changes nothing and is reported to the owner; too often, it ends the session", async () => {
    const app = install();
    const { browser, user, id } = await signInBrowser(app);
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

  test("which the account does not have is refused as often as it is tried: no session ends for it", async () => {
    const app = install();
    await app.addUser("Ada", { passwordHash: NO_PASSWORD });
    const { browser, user, id } = await signInBrowser(app);
    for (let tries = 0; tries < 12; tries += 1)
      expect((await confirm(browser)).json.error).toBe("invalid_credentials");
    expect(await app.session(id)).toMatchObject({ endedAt: null, passwordAttempts: 0 });
    expect(await app.audit(user.id)).not.toContain("reauthentication_failed");
  });

  test("is bound to one session: another session's cookie is a mismatch", async () => {
    const app = install();
    const { browser } = await signInBrowser(app);
    const other = await signInBrowser(app);
    browser.accessToken = other.browser.accessToken;
    expect((await confirm(browser)).json.error).toBe("session_mismatch");
  });

  test("needs both the access token and the cookie", async () => {
    const app = install();
    const { browser } = await signInBrowser(app);
    const bearerOnly = new TestBrowser();
    bearerOnly.accessToken = browser.accessToken;
    expect((await confirm(bearerOnly)).json.error).toBe("not_authenticated");
    browser.accessToken = null;
    expect((await confirm(browser)).json.error).toBe("not_authenticated");
  });
});

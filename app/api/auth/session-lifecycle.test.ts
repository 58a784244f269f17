/** Signing in, staying signed in and signing out, as a browser sees it. */

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as me from "@/app/api/me/route";
import * as session from "@/app/api/session/route";
import { DAY, GRACE, install, MINUTE, PASSWORD } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as logout from "./logout/route";
import { app, renew, signedInBrowser, signIn, whoAmI } from "./session-lifecycle.fixture";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 1) }));
// for the counters
afterEach(() => void vi.useRealTimers());
describe("refreshing", () => {
  test("rotates the cookie: the new name is written, the old one removed, and nothing else changes", async () => {
    const { browser, grant } = await signedInBrowser();
    const answer = await renew(browser);
    const name = `latchkey_refresh.${grant.session.id}`;
    expect(answer.status).toBe(200);
    expect(Object.keys(answer.json).sort()).toEqual([
      "accessToken",
      "expiresIn",
      "serverTime",
      "session",
      "tokenType",
    ]);
    expect(answer.setCookies.map((line) => line.split(";")[0]?.replace(/=.+/, "=…"))).toEqual([
      `${name}.0=`,
      `${name}.1=…`,
    ]);
    expect(answer.text).not.toContain(browser.jar.find(`${name}.1`)?.value ?? "?");
  });

  test.each([10_000, DAY])("a lost answer is given again %i ms later", async (later) => {
    const { installation, browser } = await signedInBrowser(true);
    await renew(browser, { loseAnswer: true });
    installation.pass(later);
    expect((await renew(browser)).status).toBe(200);
    expect((await renew(browser)).status).toBe(200);
  });

  test("a thief's replay after the grace ends the session of thief and owner, and gives the reason", async () => {
    const { installation, browser } = await signedInBrowser();
    const thief = browser.copy();
    await renew(browser);
    installation.pass(GRACE);
    await renew(browser);
    installation.pass(GRACE);
    for (const who of [thief, browser]) {
      const answer = await renew(who);
      expect(answer).toMatchObject({
        status: 401,
        json: { error: "session_revoked", details: { reason: "reuse_detected" } },
        setCookies: [],
      });
    }
    expect((await browser.get(session, "/api/session")).json).toMatchObject({
      authenticated: false,
      reason: "reuse_detected",
    });
  });

  test("an overtaken request gets 409 and ends nothing", async () => {
    const { installation, browser } = await signedInBrowser();
    const overtaken = browser.copy();
    await renew(browser);
    installation.pass(GRACE);
    await renew(browser);
    expect(await renew(overtaken)).toMatchObject({
      status: 409,
      json: { error: "superseded" },
      setCookies: [],
    });
    expect((await renew(browser)).status).toBe(200);
  });

  test("without a cookie, or with a forged one, no session is refreshed and none ends", async () => {
    const { browser } = await signedInBrowser();
    const forged = browser.copy();
    for (const [name] of forged.refreshCookies()) forged.jar.set(name, "A".repeat(43));
    for (const who of [new TestBrowser(), forged]) {
      expect(await renew(who)).toMatchObject({
        status: 401,
        json: { error: "not_authenticated" },
        setCookies: [],
      });
    }
    expect((await renew(browser)).status).toBe(200);
  });

  test("for another user than the tab expects gets 409 and rotates nothing", async () => {
    const { browser, grant } = await signedInBrowser();
    expect(await renew(browser, { json: { expectedUserId: "grace" } })).toMatchObject({
      status: 409,
      json: { error: "session_mismatch" },
      setCookies: [],
    });
    expect((await renew(browser, { json: { expectedUserId: grant.user.id } })).json.session.id).toBe(
      grant.session.id,
    );
  });

  test("for another session of the same user than the page belongs to gets 409, too", async () => {
    const { browser, grant } = await signedInBrowser();
    const expectedUserId = grant.user.id;
    expect(await renew(browser, { json: { expectedUserId, expectedSessionId: "acting" } })).toMatchObject({
      status: 409,
      json: { error: "session_mismatch" },
      setCookies: [],
    });
    const json = { expectedUserId, expectedSessionId: grant.session.id };
    expect((await renew(browser, { json })).status).toBe(200);
  });

  test("past a limit names the limit", async () => {
    const { installation, browser } = await signedInBrowser();
    installation.pass(30 * MINUTE);
    expect((await renew(browser)).json).toMatchObject({
      error: "session_expired",
      details: { reason: "idle" },
    });
    expect((await browser.get(session, "/api/session")).json).toMatchObject({
      authenticated: false,
      reason: "idle",
    });
  });
});

describe("signing out", () => {
  test("ends the session, removes its cookies, keeps the browser known", async () => {
    const { installation, browser, grant } = await signedInBrowser();
    const copy = browser.copy();
    const answer = await browser.post(logout, "/api/auth/logout");
    expect(answer).toMatchObject({ status: 204, text: "" });
    expect(
      browser.jar
        .list()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(["latchkey_browser", "latchkey_epoch"]);
    expect((await installation.session(grant.session.id)).endedReason).toBe("signed_out");
    for (const refused of [await whoAmI(copy), await renew(copy)]) {
      expect(refused.json).toMatchObject({ error: "session_revoked", details: { reason: "signed_out" } });
    }
  });

  test("with nothing to end is 204 too", async () => {
    install();
    expect((await new TestBrowser().post(logout, "/api/auth/logout")).status).toBe(204);
  });

  test("during a refresh, in either order of arrival, the session stays ended", async () => {
    for (const logoutArrivesFirst of [true, false]) {
      const { browser } = await signedInBrowser();
      const late = browser.copy();
      await renew(late); // its answer is on its way
      await browser.post(logout, "/api/auth/logout");
      if (logoutArrivesFirst) for (const [name, token] of late.refreshCookies()) browser.jar.set(name, token);
      expect((await browser.get(session, "/api/session")).json.authenticated).toBe(false);
      expect((await renew(browser)).status).toBe(401);
      expect((await renew(late)).json.details).toEqual({ reason: "signed_out" });
    }
  });

  test("ends every account that is signed in on this browser", async () => {
    const installation = await app();
    const grace = await installation.addUser("Grace");
    const browser = new TestBrowser();
    await signIn(browser);
    const ada = browser.copy();
    await signIn(browser, { email: grace.email });
    await browser.post(logout, "/api/auth/logout");
    expect((await whoAmI(ada)).json.details).toEqual({ reason: "signed_out" });
    expect(await installation.db.listLiving(grace.id)).toEqual([]);
  });
});

test("T45: two different cookies of one name are ignored", async () => {
  const { browser } = await signedInBrowser();
  const [[name] = [""]] = browser.refreshCookies();
  const cookie = `${browser.cookieHeader()}; ${name}=${"B".repeat(43)}`;
  expect((await renew(browser, { headers: { cookie } })).json.error).toBe("not_authenticated");
  expect((await renew(browser)).status).toBe(200);
});

test("T52: no log line contains a secret", async () => {
  const installation = await app();
  const browser = new TestBrowser();
  const secrets = new Set<string>([PASSWORD, "a wrong password from a test"]);
  const remember = () => {
    for (const { value } of browser.jar.list()) secrets.add(value);
    if (browser.accessToken) secrets.add(browser.accessToken);
  };
  await signIn(browser, { password: "a wrong password from a test" });
  await signIn(browser);
  remember();
  await renew(browser);
  remember();
  await browser.get(me, `/api/me?token=${browser.accessToken}`);
  await browser.post(me, "/api/me", { password: PASSWORD });
  await browser.post(logout, "/api/auth/logout");
  remember();
  expect(installation.logged.length).toBeGreaterThanOrEqual(6);
  const log = installation.logged.join("");
  for (const secret of secrets) expect(log).not.toContain(secret);
});

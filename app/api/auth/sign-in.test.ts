import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as activity from "@/app/api/session/activity/route";
import { install, MINUTE, PASSWORD } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import { app, renew, signIn, whoAmI } from "./session-lifecycle.fixture";
import * as signup from "./signup/route";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 1) }));
// for the counters
afterEach(() => void vi.useRealTimers());
describe("signing in", () => {
  test("gives an access token in the body, and the refresh token in a cookie only", async () => {
    await app();
    const browser = new TestBrowser();
    const answer = await signIn(browser);
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      status: "complete",
      tokenType: "Bearer",
      expiresIn: 900,
      serverTime: "2030-01-01T00:00:00.000Z",
      user: { email: "ada@example.com", roles: ["user"] },
      session: { current: true, rememberMe: false, authMethods: ["pwd"] },
    });
    expect(answer.setCookies.map((line) => line.split("=")[0])).toEqual([
      "latchkey_browser",
      "latchkey_epoch",
      `latchkey_refresh.${answer.json.session.id}.0`,
    ]);
    for (const [, token] of browser.refreshCookies()) expect(answer.text).not.toContain(token);
    expect((await whoAmI(browser)).status).toBe(200);
  });

  test("rememberMe off sets a session cookie, with it a persistent one", async () => {
    await app();
    const refreshCookie = async (rememberMe: boolean) =>
      (await signIn(new TestBrowser(), { rememberMe })).setCookies.at(-1);
    expect(await refreshCookie(false)).toMatch(/^latchkey_refresh\.[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await refreshCookie(true)).toMatch(/; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  test("on https every cookie is __Host- and Secure", async () => {
    await app({ APP_URL: "https://example.com" });
    const { setCookies } = await signIn(new TestBrowser());
    expect(setCookies).toHaveLength(3);
    for (const line of setCookies) expect(line).toMatch(/^__Host-latchkey_.*; Path=\/;.*Secure/);
  });

  test("T1: an attacker who planted cookies in a browser gets no access to the session of the user who signs in there", async () => {
    const installation = await app();
    const planted = new TestBrowser();
    await planted.signInWith(await installation.openSession(await installation.addUser("Mallory")));
    const victim = planted.copy();
    victim.accessToken = null;
    const { json } = await signIn(victim);
    expect((await whoAmI(victim)).json.name).toBe("Ada");
    expect((await renew(victim)).json.session.id).toBe(json.session.id);
    expect((await whoAmI(planted)).json.name).toBe("Mallory");
    expect((await renew(planted)).json.session.id).not.toBe(json.session.id);
  });

  test("over a live session of the same user in this browser ends the old one as replaced", async () => {
    const installation = await app();
    const browser = new TestBrowser();
    const first = await signIn(browser);
    const old = browser.copy();
    await signIn(browser);
    expect(await whoAmI(old)).toMatchObject({
      status: 401,
      json: { error: "session_revoked", details: { reason: "replaced" } },
    });
    expect((await installation.session(first.json.session.id)).endedReason).toBe("replaced");
  });

  test("T27: the address is the socket's; X-Forwarded-For changes neither what is recorded nor what is counted", async () => {
    await app();
    const claims = Array.from({ length: 12 }, (_, n) => ({
      "x-forwarded-for": `198.51.100.${n}`,
      "x-real-ip": "1.1.1.1",
    }));
    const { json } = await signIn(new TestBrowser(), {}, claims[0]);
    expect(json.session.ipAddress).toBe("192.0.2.1");
    const statuses: number[] = [];
    for (const headers of claims)
      statuses.push((await signIn(new TestBrowser(), { password: "wrong" }, headers)).status);
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429]);
  });

  test.each([
    ["1", "1.1.1.1, 198.51.100.7", "198.51.100.7"],
    ["2", "1.1.1.1, 198.51.100.7, 10.0.0.1", "198.51.100.7"],
  ])("with TRUSTED_PROXIES=%s the entry of %s that counts is %s", async (proxies, forwarded, address) => {
    await app({ TRUSTED_PROXIES: proxies });
    const { json } = await signIn(new TestBrowser(), {}, { "x-forwarded-for": forwarded });
    expect(json.session.ipAddress).toBe(address);
  });

  test("T33: a hostile User-Agent is stored cleaned and cut", async () => {
    await app();
    const agent = `Mozilla/5.0 <svg onload=alert(1)>\u0085${"x".repeat(8000)}`;
    const { json } = await signIn(new TestBrowser(), {}, { "user-agent": agent });
    expect(json.session.userAgent.length).toBeLessThanOrEqual(512);
    expect(json.session.userAgent).toMatch(/^[ -~]*$/);
  });

  test("T20: an unknown user, a wrong password and a disabled account's wrong password look the same", async () => {
    const installation = await app();
    const off = await installation.addUser("Off");
    await installation.db.changeAccount({ id: off.id }, (_, now) => ({
      outcome: null,
      changes: [{ kind: "update-user", id: off.id, set: { disabledAt: now } }],
      events: [],
    }));
    const answers = [];
    for (const email of ["ada@example.com", "unknown@example.com", "off@example.com"]) {
      const { status, text, headers } = await signIn(new TestBrowser(), { email, password: "wrong" });
      const told = [...headers].filter(([name]) => name !== "x-request-id");
      answers.push({ status, text, told });
    }
    expect(answers[0]?.status).toBe(401);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
    const right = await signIn(new TestBrowser(), { email: "off@example.com" });
    expect(right).toMatchObject({ status: 403, json: { error: "account_disabled" }, setCookies: [] });
  });

  test("one session more than MAX_SESSIONS_PER_USER ends the one whose user was present longest ago", async () => {
    const installation = await app({ MAX_SESSIONS_PER_USER: "2" });
    const browsers = [new TestBrowser(), new TestBrowser(), new TestBrowser()] as const;
    await signIn(browsers[0]);
    await signIn(browsers[1]);
    installation.pass(MINUTE);
    await browsers[0].post(activity, "/api/session/activity", { idleForSeconds: 0 });
    await signIn(browsers[2]);
    expect((await whoAmI(browsers[0])).status).toBe(200);
    expect((await whoAmI(browsers[1])).json.details).toEqual({ reason: "replaced" });
    expect((await whoAmI(browsers[2])).status).toBe(200);
  });
});

describe("signing up", () => {
  const json = { email: "new@example.com", password: PASSWORD, name: "New" };

  test("creates an ordinary user and signs in", async () => {
    install();
    const browser = new TestBrowser();
    const answer = await browser.post(signup, "/api/auth/signup", json);
    expect(answer).toMatchObject({
      status: 201,
      json: { user: { email: "new@example.com", roles: ["user"] } },
    });
    expect((await whoAmI(browser)).status).toBe(200);
    expect(await new TestBrowser().post(signup, "/api/auth/signup", json)).toMatchObject({
      status: 409,
      json: { error: "email_taken" },
      setCookies: [],
    });
  });

  test("with an unacceptable password says what is wrong with it", async () => {
    install();
    const answer = await new TestBrowser().post(signup, "/api/auth/signup", {
      ...json,
      password: "fourteen chars",
    });
    expect(answer).toMatchObject({
      status: 400,
      json: { error: "invalid_request", details: { issues: [{ path: "password" }] } },
    });
  });
});

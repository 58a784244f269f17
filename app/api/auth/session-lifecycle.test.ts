/** Signing in, staying signed in, signing out: as a browser sees it. */
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import * as me from "@/app/api/me/route";
import * as activity from "@/app/api/session/activity/route";
import * as session from "@/app/api/session/route";
import { DAY, GRACE, type Installation, install, MINUTE, PASSWORD } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as login from "./login/route";
import * as logout from "./logout/route";
import * as refresh from "./refresh/route";
import * as signup from "./signup/route";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 1) })); // for the counters
afterEach(() => void vi.useRealTimers());

const CREDENTIALS = { email: "ada@example.com", password: PASSWORD };
const signIn = (browser: TestBrowser, more: object = {}, headers: Record<string, string> = {}) =>
  browser.post(login, "/api/auth/login", { ...CREDENTIALS, ...more }, { headers });
const renew = (browser: TestBrowser, sending = {}) =>
  browser.post(refresh, "/api/auth/refresh", undefined, sending);
const whoAmI = (browser: TestBrowser) => browser.get(me, "/api/me");

async function house(environment = {}): Promise<Installation> {
  const installation = install(environment);
  await installation.addUser("Ada");
  return installation;
}

async function entered(rememberMe = false) {
  const installation = install();
  const browser = new TestBrowser();
  const grant = await installation.openSession(await installation.addUser("Ada"), { rememberMe });
  await browser.enter(grant);
  return { installation, browser, grant };
}

describe("signing in", () => {
  test("gives an access token in the body, and the refresh token in a cookie only", async () => {
    await house();
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

  test("rememberMe off leaves a cookie that goes with the browser, on a lasting one", async () => {
    await house();
    const refreshCookie = async (rememberMe: boolean) =>
      (await signIn(new TestBrowser(), { rememberMe })).setCookies.at(-1);
    expect(await refreshCookie(false)).toMatch(/^latchkey_refresh\.[^;]+; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(await refreshCookie(true)).toMatch(/; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  test("on https every cookie is __Host- and Secure", async () => {
    await house({ APP_URL: "https://example.com" });
    const { setCookies } = await signIn(new TestBrowser());
    expect(setCookies).toHaveLength(3);
    for (const line of setCookies) expect(line).toMatch(/^__Host-latchkey_.*; Path=\/;.*Secure/);
  });

  test("T1: who planted cookies in a browser beforehand stays who they are, and is not who signs in there", async () => {
    const installation = await house();
    const planted = new TestBrowser();
    await planted.enter(await installation.openSession(await installation.addUser("Mallory")));
    const victim = planted.copy();
    victim.accessToken = null;
    const { json } = await signIn(victim);
    expect((await whoAmI(victim)).json.name).toBe("Ada");
    expect((await renew(victim)).json.session.id).toBe(json.session.id);
    expect((await whoAmI(planted)).json.name).toBe("Mallory");
    expect((await renew(planted)).json.session.id).not.toBe(json.session.id);
  });

  test("over a live session of the same user in this browser ends the old one as replaced", async () => {
    const installation = await house();
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
    await house();
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
    await house({ TRUSTED_PROXIES: proxies });
    const { json } = await signIn(new TestBrowser(), {}, { "x-forwarded-for": forwarded });
    expect(json.session.ipAddress).toBe(address);
  });

  test("T33: a hostile User-Agent is stored inert and short", async () => {
    await house();
    const agent = `Mozilla/5.0 <svg onload=alert(1)>\u0085${"x".repeat(8000)}`;
    const { json } = await signIn(new TestBrowser(), {}, { "user-agent": agent });
    expect(json.session.userAgent.length).toBeLessThanOrEqual(512);
    expect(json.session.userAgent).toMatch(/^[ -~]*$/);
  });

  test("T20: an unknown user, a wrong password and a disabled account's wrong password look the same", async () => {
    const installation = await house();
    const off = await installation.addUser("Off");
    await installation.db.changeAccount({ id: off.id }, (_, now) => ({
      outcome: null,
      changes: [{ kind: "update-user", id: off.id, set: { disabledAt: now } }],
      events: [],
    }));
    const answers = [];
    for (const email of ["ada@example.com", "nobody@example.com", "off@example.com"]) {
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

  test("the cap: one session more than MAX_SESSIONS_PER_USER ends the one least recently present", async () => {
    const installation = await house({ MAX_SESSIONS_PER_USER: "2" });
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

  test("with a password that is no good says what is wrong with it", async () => {
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

describe("refreshing", () => {
  test("rotates the cookie: the new name is written, the old one removed, nothing else touched", async () => {
    const { browser, grant } = await entered();
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
    expect(answer.text).not.toContain(browser.jar.get(`${name}.1`) ?? "?");
  });

  test.each([10_000, DAY])("an answer that was lost is given again %i ms later", async (later) => {
    const { installation, browser } = await entered(true);
    await renew(browser, { loseAnswer: true });
    installation.pass(later);
    expect((await renew(browser)).status).toBe(200);
    expect((await renew(browser)).status).toBe(200);
  });

  test("a thief's replay after the grace ends both, and says so", async () => {
    const { installation, browser } = await entered();
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

  test("an overtaken request is 409 and ends nothing", async () => {
    const { installation, browser } = await entered();
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

  test("without a cookie, or with a forged one, nobody is refreshed and nothing ends", async () => {
    const { browser } = await entered();
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

  test("for somebody else than the tab believes is 409 and rotates nothing", async () => {
    const { browser, grant } = await entered();
    expect(await renew(browser, { json: { expectedUserId: "grace" } })).toMatchObject({
      status: 409,
      json: { error: "session_mismatch" },
      setCookies: [],
    });
    expect((await renew(browser, { json: { expectedUserId: grant.user.id } })).json.session.id).toBe(
      grant.session.id,
    );
  });

  test("past a limit says which", async () => {
    const { installation, browser } = await entered();
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
    const { installation, browser, grant } = await entered();
    const copy = browser.copy();
    const answer = await browser.post(logout, "/api/auth/logout");
    expect(answer).toMatchObject({ status: 204, text: "" });
    expect([...browser.jar.keys()].sort()).toEqual(["latchkey_browser", "latchkey_epoch"]);
    expect((await installation.session(grant.session.id)).endedReason).toBe("signed_out");
    for (const refused of [await whoAmI(copy), await renew(copy)]) {
      expect(refused.json).toMatchObject({ error: "session_revoked", details: { reason: "signed_out" } });
    }
  });

  test("with nothing to end is 204 too", async () => {
    install();
    expect((await new TestBrowser().post(logout, "/api/auth/logout")).status).toBe(204);
  });

  test("during a refresh, in either order of arrival, nobody comes back", async () => {
    for (const logoutArrivesFirst of [true, false]) {
      const { browser } = await entered();
      const late = browser.copy();
      await renew(late); // its answer is under way
      await browser.post(logout, "/api/auth/logout");
      if (logoutArrivesFirst) for (const [name, token] of late.refreshCookies()) browser.jar.set(name, token);
      expect((await browser.get(session, "/api/session")).json.authenticated).toBe(false);
      expect((await renew(browser)).status).toBe(401);
      expect((await renew(late)).json.details).toEqual({ reason: "signed_out" });
    }
  });

  test("ends every account that is signed in on this browser", async () => {
    const installation = await house();
    const grace = await installation.addUser("Grace");
    const browser = new TestBrowser();
    await signIn(browser);
    const ada = browser.copy();
    await signIn(browser, { email: grace.email });
    await browser.post(logout, "/api/auth/logout");
    expect((await whoAmI(ada)).json.details).toEqual({ reason: "signed_out" });
    expect(await installation.db.listLiving(grace.id)).toEqual([]);
  });

  test("is what the sixth account on a browser does to the first, whose cookie goes", async () => {
    const installation = await house();
    const browser = new TestBrowser();
    await signIn(browser);
    const ada = browser.copy();
    for (const name of ["Grace", "Alan", "Edsger", "Barbara", "Donald"]) {
      expect((await whoAmI(ada)).status).toBe(200);
      await signIn(browser, { email: (await installation.addUser(name)).email });
    }
    expect((await whoAmI(ada)).json.details).toEqual({ reason: "signed_out" });
    expect(browser.refreshCookies()).toHaveLength(5);
  });
});

test("T45: two different cookies of one name are nobody's", async () => {
  const { browser } = await entered();
  const [[name] = [""]] = browser.refreshCookies();
  const cookie = `${browser.cookieHeader()}; ${name}=${"B".repeat(43)}`;
  expect((await renew(browser, { headers: { cookie } })).json.error).toBe("not_authenticated");
  expect((await renew(browser)).status).toBe(200);
});

test("T52: no secret in any log line, whatever is done", async () => {
  const installation = await house();
  const browser = new TestBrowser();
  const secrets = new Set<string>([PASSWORD, "a wrong password of somebody"]);
  const remember = () => {
    for (const [, value] of browser.jar) secrets.add(value);
    if (browser.accessToken) secrets.add(browser.accessToken);
  };
  await signIn(browser, { password: "a wrong password of somebody" });
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

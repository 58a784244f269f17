/** A provider that takes requests and never answers, at each step: it costs a sign-in five seconds, and nothing else. */
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import * as logout from "@/app/api/auth/logout/route";
import * as backchannel from "@/app/api/auth/oidc/backchannel-logout/route";
import * as silent from "@/app/api/auth/oidc/silent/route";
import * as start from "@/app/api/auth/oidc/start/route";
import * as refresh from "@/app/api/auth/refresh/route";
import * as me from "@/app/api/me/route";
import { listen } from "@/app/api/session/events.fixture";
import * as session from "@/app/api/session/route";
import * as status from "@/app/api/session/status/route";
import { TestBrowser, type TestResponse } from "@/lib/web/testing/browser";
import { type FakeIssuer, signInWithClaims, withFakeIssuer } from "./fake-issuer.fixture";
import { target } from "./provider-flow.fixture";

const DISCOVERY = "/.well-known/openid-configuration";
const EVERY_PATH = [DISCOVERY, "/token", "/jwks", "/me"];
const LIMIT_MS = 5_000;
/** What a user who signs out waits for the provider. */
const METADATA_TIMEOUT_MS = 2_000;

/** The limits of the requests that are under way, by their milliseconds. They pass when the test says so. */
let limits: { milliseconds: number; end: AbortController }[];
beforeEach(() => {
  limits = [];
  const spy = vi.spyOn(AbortSignal, "timeout").mockImplementation((milliseconds) => {
    const end = new AbortController();
    limits.push({ milliseconds, end });
    return end.signal;
  });
  onTestFinished(() => spy.mockRestore());
});

/** Waits for a condition; a slow machine gets its time. */
const until = (condition: () => void | Promise<void>) =>
  vi.waitFor(condition, { timeout: 20_000, interval: 5 });

/** Lets the limits of this length pass, once there are any that have not. */
async function pass(milliseconds: number): Promise<void> {
  const isOpen = (one: (typeof limits)[0]) => one.milliseconds === milliseconds && !one.end.signal.aborted;
  await until(() => expect(limits.some(isOpen)).toBe(true));
  for (const one of limits.filter(isOpen)) one.end.abort(new DOMException("", "TimeoutError"));
}

/** Makes the provider hang at a path, does something, and lets the limit of its request pass. */
async function hangingAt(issuer: FakeIssuer, path: string, work: () => Promise<TestResponse>) {
  issuer.hanging.add(path);
  limits = [];
  const asked = issuer.asked.length;
  const answer = work();
  await until(() => expect(issuer.asked.slice(asked).some((one) => one.path === path)).toBe(true));
  await pass(LIMIT_MS);
  return answer;
}

const signOut = (browser: TestBrowser, body?: object) => browser.post(logout, "/api/auth/logout", body);

async function signedIn() {
  const { app, issuer } = withFakeIssuer({ IDLE_TIMEOUT: "7200" });
  const browser = new TestBrowser();
  await signInWithClaims(issuer, browser);
  return { app, issuer, browser };
}

describe("a sign-in ends after the limit", () => {
  test("before it has begun, and leaves no cookie", async () => {
    const { issuer } = withFakeIssuer();
    const begin = () => new TestBrowser().post(start, "/api/auth/oidc/start", {});
    const answer = await hangingAt(issuer, DISCOVERY, begin);
    expect(answer).toMatchObject({ status: 503, json: { error: "unavailable" }, setCookies: [] });
    expect(answer.headers.has("retry-after")).toBe(true);
  });

  test.each(["/token", "/jwks", "/me"])("at %s, and can begin again", async (path) => {
    const { app, issuer } = withFakeIssuer();
    const browser = new TestBrowser();
    const answer = await hangingAt(issuer, path, () => signInWithClaims(issuer, browser));
    expect(target(answer)).toBe("303 /login?error=unavailable");
    expect((await app.db.searchUsers("", 1, 10)).total).toBe(0);
    issuer.hanging.clear();
    expect(target(await signInWithClaims(issuer, browser))).toBe("303 /dashboard");
  });

  test("without a screen: the session that reached its limit stays as it was, and its cookies too", async () => {
    const { app, issuer, browser } = await signedIn();
    app.pass(7200_000);
    const ask = () => browser.post(silent, "/api/auth/oidc/silent");
    expect(await hangingAt(issuer, DISCOVERY, ask)).toMatchObject({ status: 503, setCookies: [] });
  });
});

test("a sign-out waits two seconds for the provider, and the session is over before", async () => {
  const { app, issuer, browser } = await signedIn();
  const { id } = (await browser.get(session, "/api/session")).json.session;
  app.restart(); // what it knew of the provider is gone
  issuer.hanging.add(DISCOVERY);
  const left = signOut(browser, { provider: true });
  await until(async () => expect((await app.session(id)).endedReason).toBe("signed_out"));
  await pass(METADATA_TIMEOUT_MS);
  expect((await left).status).toBe(204);
  await pass(LIMIT_MS);
});

test("a logout token is not refused while it can't be checked: the provider may send it again", async () => {
  const { app, issuer, browser } = await signedIn();
  app.restart();
  const events = { "http://schemas.openid.net/event/backchannel-logout": {} };
  const token = await issuer.sign(issuer.claims({ events, jti: "1" }), { typ: "logout+jwt" });
  const send = () =>
    new TestBrowser().post(backchannel, "/api/auth/oidc/backchannel-logout", undefined, {
      body: new URLSearchParams({ logout_token: token }).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded", origin: undefined },
    });
  expect((await hangingAt(issuer, "/jwks", send)).status).toBe(503);
  issuer.hanging.clear();
  expect((await send()).status).toBe(200);
  expect((await browser.get(session, "/api/session")).json).toMatchObject({ reason: "provider" });
});

test("a session that lives asks the provider nothing: it goes on, and ends, without it", async () => {
  const { app, issuer, browser } = await signedIn();
  app.restart();
  for (const path of EVERY_PATH) issuer.hanging.add(path);
  const asked = issuer.asked.length;
  const stream = await listen(browser);
  expect(await stream.next()).toMatchObject({ event: "state", data: { authenticated: true } });
  stream.hangUp();
  expect((await browser.post(refresh, "/api/auth/refresh")).status).toBe(200);
  expect((await browser.get(session, "/api/session")).json).toMatchObject({ authenticated: true });
  expect((await browser.get(status, "/api/session/status")).json).toMatchObject({ active: true });
  expect((await browser.get(me, "/api/me")).status).toBe(200);
  expect((await signOut(browser)).status).toBe(204);
  expect(issuer.asked).toHaveLength(asked);
});

/** A user whom an identity provider signed in confirms who they are: there, because there may be no password here. */
import { decodeJwt } from "jose";
import { describe, expect, test } from "vitest";
import * as options from "@/app/api/auth/reauthenticate/options/route";
import { newCodes, setUpPasskey } from "@/app/api/me/authenticators.fixture";
import * as session from "@/app/api/session/route";
import { ProviderBrowser } from "@/lib/server/testing/identity-provider/provider-browser";
import { install, MINUTE, SECOND } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import { answerTo, type FakeIssuer, signInWithClaims, withFakeIssuer } from "./fake-issuer.fixture";
import { ADA, BARBARA, begin, bring, signInAt, target, withProvider } from "./provider-flow.fixture";
import * as start from "./start/route";

const current = async (browser: TestBrowser) => (await browser.get(session, "/api/session")).json;
const ways = async (browser: TestBrowser) =>
  (await browser.get(options, "/api/auth/reauthenticate/options")).json;
const authTime = async (browser: TestBrowser) => decodeJwt(await tokenOf(browser)).auth_time;
const AGAIN = { reauthenticate: true, returnTo: "/profile" };

/** A browser that has come back from the provider has its access token from the first refresh. */
async function tokenOf(browser: TestBrowser): Promise<string> {
  const refresh = await import("@/app/api/auth/refresh/route");
  return (await browser.post(refresh, "/api/auth/refresh")).json.accessToken;
}

/** Whether an action that needs a recent sign-in is done. */
async function mayAct(browser: TestBrowser): Promise<boolean> {
  await tokenOf(browser);
  const { json } = await newCodes(browser);
  return json.error !== "reauthentication_required";
}

describe("a sign-in by the provider", () => {
  test.each([
    ["an hour ago", 3600, false],
    ["longer ago than clocks may differ", 901, false],
    ["a moment ago, by a clock that may be wrong", 30, true],
    ["in the future, by its clock", -20, true],
  ])("of a user who signed in there %s", async (_, secondsAgo, isFresh) => {
    const { app, issuer } = withFakeIssuer();
    const browser = new TestBrowser();
    const at = Math.floor(app.now / 1000);
    await signInWithClaims(issuer, browser, { auth_time: at - secondsAgo });
    expect(await authTime(browser)).toBe(isFresh ? at : at - secondsAgo);
    expect(await mayAct(browser)).toBe(isFresh);
    const { id } = (await current(browser)).session;
    expect((await app.session(id)).createdAt).toBe(app.now);
  });

  test("of a provider that does not say when counts as new; it was asked", async () => {
    const { issuer } = withFakeIssuer();
    const browser = new TestBrowser();
    await signInWithClaims(issuer, browser);
    expect(await mayAct(browser)).toBe(true);
    const request = await begin(browser);
    expect(request.searchParams.get("max_age")).toBe("31536000");
    expect(request.searchParams.has("prompt")).toBe(false);
  });
});

describe("to confirm there", () => {
  async function late(environment = {}) {
    const { app, issuer } = withFakeIssuer({ IDLE_TIMEOUT: "7200", ...environment });
    const browser = new TestBrowser();
    await signInWithClaims(issuer, browser);
    app.pass(16 * MINUTE);
    expect(await mayAct(browser)).toBe(false);
    return { app, issuer, browser, before: (await current(browser)).session.id as string };
  }

  /** The whole way, with an ID token that is good but for the claims that are changed. */
  async function confirm(issuer: FakeIssuer, browser: TestBrowser, more: Record<string, unknown> = {}) {
    const request = await begin(browser, AGAIN);
    expect(Object.fromEntries(request.searchParams)).toMatchObject({ prompt: "login", max_age: "0" });
    const nonce = request.searchParams.get("nonce");
    const at = Math.floor(issuer.app.now / 1000);
    issuer.idToken = await issuer.sign(issuer.claims({ nonce, auth_time: at, ...more }));
    return bring(browser, answerTo(request));
  }

  test("the provider asks its user, and a new session is fresh", async () => {
    const { app, issuer, browser, before } = await late();
    expect(target(await confirm(issuer, browser))).toBe("303 /profile");
    expect(await mayAct(browser)).toBe(true);
    expect((await app.session(before)).endedReason).toBe("replaced");
  });

  test.each<[string, Record<string, unknown>]>([
    ["without the time", { auth_time: undefined }],
    ["of an earlier sign-in", { auth_time: Date.UTC(2030, 0, 1) / 1000 }],
    ["whose time is no number", { auth_time: "now" }],
  ])("an answer %s is none: the provider did not ask", async (_, more) => {
    const { issuer, browser, before } = await late();
    expect(target(await confirm(issuer, browser, more))).toBe(
      "303 /login?error=provider&returnTo=%2Fprofile",
    );
    expect((await current(browser)).session.id).toBe(before);
    expect(await mayAct(browser)).toBe(false);
  });

  test("another user's answer changes nothing, whether they have an account here or not", async () => {
    const { app, issuer, browser, before } = await late();
    issuer.profile = { ...issuer.profile, sub: "sub-2", email: "other@example.com" };
    const other = new TestBrowser();
    await signInWithClaims(issuer, other, { sub: "sub-2", sid: "sid-2" });
    for (const sub of ["sub-2", "sub-3"]) {
      issuer.profile = { ...issuer.profile, sub, email: `${sub}@example.com` };
      const answer = await confirm(issuer, browser, { sub });
      expect(target(answer)).toBe("303 /login?error=another_user&returnTo=%2Fprofile");
    }
    expect((await current(browser)).session.id).toBe(before);
    expect((await current(browser)).signIns).toHaveLength(1);
    expect((await app.db.searchUsers("", 1, 10)).total).toBe(2);
  });

  test("a user who cancels is on the page again, signed in as before", async () => {
    const { browser, before } = await late();
    const request = await begin(browser, AGAIN);
    const answer = answerTo(request, { error: "access_denied" });
    expect(target(await bring(browser, answer))).toBe("303 /profile");
    expect((await current(browser)).session.id).toBe(before);
    expect(await mayAct(browser)).toBe(false);
  });

  test("nobody is asked who is not signed in here", async () => {
    const { app, browser } = await late();
    const asked = () => browser.post(start, "/api/auth/oidc/start", AGAIN);
    app.pass(7200 * SECOND);
    expect(await asked()).toMatchObject({ status: 401, json: { error: "not_authenticated" } });
    const visitor = await new TestBrowser().post(start, "/api/auth/oidc/start", AGAIN);
    expect(visitor).toMatchObject({ status: 401, json: { error: "not_authenticated" } });
  });
});

test("a real provider asks a user whom it knows, and tells when", async () => {
  const { provider } = await withProvider();
  const [browser, at] = [new TestBrowser(), new ProviderBrowser(provider)];
  await signInAt(provider, browser, BARBARA.subject, {}, at);
  const first = (await current(browser)).session.id;
  // It knows its user, and still shows its page: to cancel on.
  expect(target(await signInAt(provider, browser, null, AGAIN, at))).toBe("303 /profile");
  expect((await current(browser)).session.id).toBe(first);
  expect(target(await signInAt(provider, browser, BARBARA.subject, AGAIN, at))).toBe("303 /profile");
  expect((await current(browser)).session.id).not.toBe(first);
  expect(target(await signInAt(provider, browser, ADA.subject, AGAIN))).toBe(
    "303 /login?error=another_user&returnTo=%2Fprofile",
  );
});

describe("what a user can confirm with", () => {
  test("is the provider for an account that it made, and a passkey once there is one", async () => {
    const { issuer } = withFakeIssuer();
    const browser = new TestBrowser();
    await signInWithClaims(issuer, browser);
    await tokenOf(browser);
    expect(await ways(browser)).toEqual({ password: false, passkey: false, provider: "Example ID" });
    await setUpPasskey(browser);
    expect(await ways(browser)).toEqual({ password: false, passkey: true, provider: "Example ID" });
  });

  test("is the password for any other, and no provider that is not set up", async () => {
    for (const isOffered of [true, false]) {
      const app = isOffered ? withFakeIssuer().app : install();
      const browser = new TestBrowser();
      await browser.signInWith(await app.openSession(await app.addUser("Ada")));
      expect(await ways(browser)).toEqual({ password: true, passkey: false, provider: null });
    }
  });
});

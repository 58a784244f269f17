/** Signing out at the identity provider as well, and what happens while the provider is away. */
import { describe, expect, test } from "vitest";
import * as logout from "@/app/api/auth/logout/route";
import * as callback from "@/app/api/auth/oidc/callback/route";
import * as start from "@/app/api/auth/oidc/start/route";
import * as session from "@/app/api/session/route";
import { openSecret } from "@/lib/server/crypto";
import { ProviderBrowser } from "@/lib/server/testing/identity-provider/provider-browser";
import { TestBrowser } from "@/lib/web/testing/browser";
import { answerTo, CLIENT, ISSUER, signInWithClaims, withFakeIssuer } from "./fake-issuer.fixture";
import { BARBARA, begin, bring, signInAt, target, withProvider } from "./provider-flow.fixture";

const signOut = (browser: TestBrowser, body?: object) => browser.post(logout, "/api/auth/logout", body);
const current = async (browser: TestBrowser) => (await browser.get(session, "/api/session")).json;

describe("a sign-out at the provider as well", () => {
  test("ends the session here first, then leads there and back to the login page", async () => {
    const { app, provider } = await withProvider();
    const [browser, at] = [new TestBrowser(), new ProviderBrowser(provider)];
    await signInAt(provider, browser, BARBARA.subject, {}, at);
    const { user, session } = await current(browser);
    const { status, json } = await signOut(browser, { provider: true });
    expect(status).toBe(200);
    expect((await app.session(session.id)).endedReason).toBe("signed_out");
    expect(await current(browser)).toMatchObject({ authenticated: false, signIns: [] });
    const address = new URL(json.redirectTo);
    expect(Object.fromEntries(address.searchParams)).toEqual({
      client_id: "latchkey",
      id_token_hint: expect.any(String),
      post_logout_redirect_uri: "http://localhost:3000/login",
    });
    expect((await at.signOut(address)).href).toBe("http://localhost:3000/login");
    // The next sign-in there asks again.
    const asked = await at.authorize(await begin(browser), null);
    expect(asked.searchParams.get("error")).toBe("access_denied");
    expect(user.email).toBe(BARBARA.email);
  });

  test("is not offered to a session with a password, or without being asked for", async () => {
    const { app, issuer } = withFakeIssuer();
    const ada = new TestBrowser();
    await ada.signInWith(await app.openSession(await app.addUser("Ada")));
    expect((await signOut(ada, { provider: true })).status).toBe(204);
    for (const body of [{}, { provider: false }]) {
      const browser = new TestBrowser();
      await signInWithClaims(issuer, browser);
      expect((await signOut(browser, body)).status).toBe(204);
    }
    expect((await signOut(new TestBrowser(), { provider: true })).status).toBe(204);
  });

  test("of one account leaves the others, and asks for nobody's session but its own", async () => {
    const { app, issuer } = withFakeIssuer();
    const browser = new TestBrowser();
    await signInWithClaims(issuer, browser);
    const other = await app.openSession(await app.addUser("Ada"));
    await browser.signInWith(other);
    const stranger = new TestBrowser();
    await signInWithClaims(issuer, stranger, { sub: "sub-1", sid: "sid-2" });
    const { session } = await current(stranger);
    const body = { provider: true, sessionId: session.id };
    expect((await signOut(browser, body)).status).toBe(204); // of another browser
    expect((await current(stranger)).authenticated).toBe(true);
    expect((await signOut(browser, { provider: true, sessionId: other.session.id })).status).toBe(204);
    expect((await signOut(browser, { provider: true })).json.redirectTo).toContain(`${ISSUER}/session/end?`);
  });

  test("at a provider without such an address, or one that is away, is a sign-out here", async () => {
    const { app, issuer } = withFakeIssuer();
    for (const change of [
      () => {
        issuer.metadata = { ...issuer.metadata, end_session_endpoint: undefined };
      },
      () => void issuer.down.add("/.well-known/openid-configuration"),
    ]) {
      const browser = new TestBrowser();
      await signInWithClaims(issuer, browser);
      app.restart();
      change();
      expect((await signOut(browser, { provider: true })).status).toBe(204);
      expect((await current(browser)).authenticated).toBe(false);
    }
  });

  test("hands over the ID token, which the database keeps sealed", async () => {
    const { app, issuer } = withFakeIssuer();
    const browser = new TestBrowser();
    await signInWithClaims(issuer, browser);
    const row = await app.db.findProviderSignIn((await current(browser)).session.id);
    expect(row?.sealedIdToken).not.toContain(issuer.idToken);
    expect(openSecret(row?.sealedIdToken ?? "", app.config.secrets)?.text).toBe(issuer.idToken);
    const { json } = await signOut(browser, { provider: true });
    expect(new URL(json.redirectTo).searchParams.get("id_token_hint")).toBe(issuer.idToken);
    expect(new URL(json.redirectTo).searchParams.get("client_id")).toBe(CLIENT);
  });
});

describe("while the provider is away", () => {
  const form = (browser: TestBrowser, headers: Record<string, string> = {}) =>
    browser.post(start, "/api/auth/oidc/start", undefined, {
      body: new URLSearchParams({ returnTo: "//evil.net", rememberMe: "on" }).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    });

  test("no sign-in begins, also after it was there a moment ago; a person reads that on the login page", async () => {
    const { issuer } = withFakeIssuer();
    const browser = new TestBrowser();
    const begun = await form(browser);
    expect(begun.status).toBe(303);
    expect(begun.headers.get("location")).toContain(`${ISSUER}/auth?`);
    issuer.down.add("/.well-known/openid-configuration");
    const asked = await browser.post(start, "/api/auth/oidc/start", {});
    expect(asked).toMatchObject({ status: 503, json: { error: "unavailable" }, setCookies: [] });
    expect(asked.headers.has("retry-after")).toBe(true);
    expect((await form(browser)).status).toBe(503);
    expect(target(await form(browser, { accept: "text/html,*/*" }))).toBe("303 /login?error=unavailable");
    issuer.down.clear();
    expect((await form(browser)).status).toBe(303);
  });

  test.each(["/token", "/jwks", "/me"])(
    "a sign-in that is under way ends at %s, and can begin again",
    async (path) => {
      const { app, issuer } = withFakeIssuer();
      const browser = new TestBrowser();
      issuer.down.add(path);
      expect(target(await signInWithClaims(issuer, browser))).toBe("303 /login?error=unavailable");
      expect((await app.db.searchUsers("", 1, 10)).total).toBe(0);
      issuer.down.clear();
      expect(target(await signInWithClaims(issuer, browser))).toBe("303 /dashboard");
      issuer.down.add("/me"); // a user who is known needs no profile
      expect(target(await signInWithClaims(issuer, browser))).toBe("303 /dashboard");
    },
  );

  test("living sessions go on, and the server starts", async () => {
    const { app, issuer } = withFakeIssuer();
    const browser = new TestBrowser();
    await signInWithClaims(issuer, browser);
    for (const path of ["/.well-known/openid-configuration", "/token", "/jwks", "/me"]) issuer.down.add(path);
    app.restart();
    expect((await current(browser)).authenticated).toBe(true);
  });
});

test("a request leads nowhere but to our own pages, and to our own address, whatever its headers say", async () => {
  const { issuer } = withFakeIssuer();
  for (const returnTo of ["//evil.net", "https://evil.net", "/\\evil.net", "/api/auth/logout", "/login"]) {
    const browser = new TestBrowser();
    const headers = { "x-forwarded-host": "evil.net", host: "evil.net" };
    const { json } = await browser.post(start, "/api/auth/oidc/start", { returnTo }, { headers });
    const request = new URL(json.redirectTo);
    expect(request.searchParams.get("redirect_uri")).toBe("http://localhost:3000/api/auth/oidc/callback");
    issuer.idToken = await issuer.sign(issuer.claims({ nonce: request.searchParams.get("nonce") }));
    expect(target(await bring(browser, answerTo(request)))).toBe("303 /dashboard");
  }
});

test("a session of an account that is disabled here is not opened", async () => {
  const { app, issuer } = withFakeIssuer();
  const browser = new TestBrowser();
  await signInWithClaims(issuer, browser);
  const { user } = await current(browser);
  await app.db.changeAccount({ id: user.id }, (_, now) => ({
    outcome: null,
    changes: [{ kind: "update-user", id: user.id, set: { disabledAt: now } }],
    events: [],
  }));
  expect(target(await signInWithClaims(issuer, new TestBrowser()))).toBe("303 /login?error=account_disabled");
});

test("a sixth account is refused, and the login page lists the five", async () => {
  const { app, issuer } = withFakeIssuer();
  const browser = new TestBrowser();
  for (const name of ["A", "B", "C", "D", "E"])
    await browser.signInWith(await app.openSession(await app.addUser(name)));
  const answer = await signInWithClaims(issuer, browser);
  expect(target(answer)).toBe("303 /login?add");
  expect((await current(browser)).signIns).toHaveLength(5);
});

test("without a provider there is no such sign-in", async () => {
  const { app } = withFakeIssuer();
  app.restart({ OIDC_ISSUER: "", OIDC_CLIENT_ID: "", OIDC_CLIENT_SECRET: "", OIDC_NAME: "" });
  const browser = new TestBrowser();
  expect((await browser.post(start, "/api/auth/oidc/start", {})).status).toBe(404);
  expect((await browser.get(callback, "/api/auth/oidc/callback?code=c&state=s")).status).toBe(404);
});

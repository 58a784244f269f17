import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { decodeJwt, decodeProtectedHeader } from "jose";
import * as openid from "openid-client";
import { expect, onTestFinished, test } from "vitest";
import { startIdentityProvider } from "./identity-provider";
import { PEOPLE } from "./people";
import { ProviderBrowser } from "./provider-browser";

const [ada, barbara] = PEOPLE;
const VERIFIER = openid.randomPKCECodeVerifier();

/** An app that only receives logout tokens. */
async function startApp() {
  const logoutTokens: string[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    logoutTokens.push(new URLSearchParams(body).get("logout_token") ?? "");
    response.end();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, logoutTokens };
}

async function setUp() {
  const app = await startApp();
  const provider = await startIdentityProvider({ appUrl: app.url });
  onTestFinished(() => provider.stop());
  const { OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = provider.settings;
  const client = await openid.discovery(
    new URL(provider.issuer),
    OIDC_CLIENT_ID,
    OIDC_CLIENT_SECRET,
    undefined,
    { execute: [openid.allowInsecureRequests] },
  );
  return { app, provider, client, browser: new ProviderBrowser(provider) };
}

async function authorizationUrl(client: openid.Configuration, app: { url: string }, more = {}) {
  return openid.buildAuthorizationUrl(client, {
    redirect_uri: `${app.url}/api/auth/oidc/callback`,
    scope: "openid email profile",
    code_challenge: await openid.calculatePKCECodeChallenge(VERIFIER),
    code_challenge_method: "S256",
    state: "a-state",
    nonce: "a-nonce",
    ...more,
  });
}

const checks = { pkceCodeVerifier: VERIFIER, expectedState: "a-state", expectedNonce: "a-nonce" };

test("a person signs in with one click, and the app learns the name and the address", async () => {
  const { app, client, browser } = await setUp();
  const back = await browser.authorize(await authorizationUrl(client, app), barbara?.subject ?? "");
  const tokens = await openid.authorizationCodeGrant(client, back, checks);
  expect(tokens.claims()).toMatchObject({ sub: barbara?.subject, sid: expect.any(String) });
  expect(await openid.fetchUserInfo(client, tokens.access_token, barbara?.subject ?? "")).toEqual({
    sub: barbara?.subject,
    name: barbara?.name,
    email: barbara?.email,
    email_verified: true,
  });
});

test("silently it answers for the person who is signed in, and with login_required for no one", async () => {
  const { app, client, browser } = await setUp();
  const silent = await authorizationUrl(client, app, {
    prompt: "none",
    redirect_uri: `${app.url}/embed/silent`,
  });
  const refused = await browser.authorize(silent, null);
  expect(refused.searchParams.get("error")).toBe("login_required");
  await browser.authorize(await authorizationUrl(client, app), ada?.subject ?? "");
  const answered = await browser.authorize(silent, null);
  const tokens = await openid.authorizationCodeGrant(client, answered, checks);
  expect(tokens.claims()?.sub).toBe(ada?.subject);
});

test("Cancel sends the browser back with access_denied", async () => {
  const { app, client, browser } = await setUp();
  const back = await browser.authorize(await authorizationUrl(client, app), null);
  expect(back.searchParams.get("error")).toBe("access_denied");
  expect(back.pathname).toBe("/api/auth/oidc/callback");
});

test("a sign-out that the app asks for ends the session there and goes on to the login page", async () => {
  const { app, client, browser } = await setUp();
  const signIn = await authorizationUrl(client, app);
  const tokens = await openid.authorizationCodeGrant(
    client,
    await browser.authorize(signIn, ada?.subject ?? ""),
    checks,
  );
  const url = openid.buildEndSessionUrl(client, {
    id_token_hint: tokens.id_token ?? "",
    post_logout_redirect_uri: `${app.url}/login`,
  });
  expect((await browser.signOut(url)).href).toBe(`${app.url}/login`);
  expect(app.logoutTokens).toHaveLength(1);
  const silent = await browser.authorize(await authorizationUrl(client, app, { prompt: "none" }), null);
  expect(silent.searchParams.get("error")).toBe("login_required");
});

test("the provider can end a person's sessions, and tells the app which", async () => {
  const { app, client, browser, provider } = await setUp();
  const back = await browser.authorize(await authorizationUrl(client, app), ada?.subject ?? "");
  const sid = (await openid.authorizationCodeGrant(client, back, checks)).claims()?.sid;
  expect(await provider.endSessionsOf(barbara?.subject ?? "")).toEqual([]);
  expect(await provider.endSessionsOf(ada?.subject ?? "")).toEqual([true]);
  const [token = ""] = app.logoutTokens;
  expect(decodeProtectedHeader(token).typ).toBe("logout+jwt");
  expect(decodeJwt(token)).toMatchObject({ iss: provider.issuer, aud: "latchkey", sub: ada?.subject, sid });
});

test("a sign-in page that another browser began is refused", async () => {
  const { provider } = await setUp();
  const page = await fetch(`${provider.issuer}/interaction/unknown`);
  expect(page.status).toBe(400);
});

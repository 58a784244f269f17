/** Back-channel logout: the provider ends sessions here, with a token that passes every check (section 2.6). */
import { UnsecuredJWT } from "jose";
import { describe, expect, test } from "vitest";
import * as backchannel from "@/app/api/auth/oidc/backchannel-logout/route";
import { listen } from "@/app/api/session/events.fixture";
import * as session from "@/app/api/session/route";
import { TestBrowser } from "@/lib/web/testing/browser";
import {
  CLIENT,
  type FakeIssuer,
  ISSUER,
  SECRET,
  STRANGER,
  signInWithClaims,
  withFakeIssuer,
} from "./fake-issuer.fixture";

const EVENT = "http://schemas.openid.net/event/backchannel-logout";
const FORM = { "content-type": "application/x-www-form-urlencoded", origin: undefined };

type Claims = Record<string, unknown>;
let count = 0;
const logoutClaims = (issuer: FakeIssuer, more: Claims = {}): Claims => {
  count += 1;
  return { ...issuer.claims({ events: { [EVENT]: {} }, jti: `jti-${count}` }), ...more };
};
const send = (token: string) =>
  new TestBrowser().post(backchannel, "/api/auth/oidc/backchannel-logout", undefined, {
    body: new URLSearchParams({ logout_token: token }).toString(),
    headers: FORM,
  });
const signed = (issuer: FakeIssuer, more: Claims = {}, header = {}, key?: CryptoKey) =>
  issuer.sign(logoutClaims(issuer, more), { typ: "logout+jwt", ...header }, key);
const logout = async (issuer: FakeIssuer, more: Claims = {}) => send(await signed(issuer, more));
const current = async (browser: TestBrowser) => (await browser.get(session, "/api/session")).json;

async function signedIn(more: Claims = {}) {
  const { app, issuer } = withFakeIssuer();
  const browser = new TestBrowser();
  await signInWithClaims(issuer, browser, more);
  return { app, issuer, browser };
}

const seconds = (issuer: FakeIssuer) => Math.floor(issuer.app.now / 1000);
const hmacKey = new TextEncoder().encode(SECRET) as unknown as CryptoKey;

const REFUSED: [what: string, make: (issuer: FakeIssuer) => Promise<string> | string][] = [
  ["that is none", () => "x"],
  ["that is empty", () => ""],
  ["of three empty parts", () => ".."],
  ["without a type", (issuer) => signed(issuer, {}, { typ: undefined })],
  ["of the type JWT", (issuer) => signed(issuer, {}, { typ: "JWT" })],
  ["of the type of an access token", (issuer) => signed(issuer, {}, { typ: "at+jwt" })],
  ["that is an ID token", (issuer) => issuer.sign(issuer.claims({ nonce: "n" }))],
  ["with the algorithm none", (issuer) => new UnsecuredJWT(logoutClaims(issuer)).encode()],
  ["signed with the client's secret", (issuer) => signed(issuer, {}, { alg: "HS256" }, hmacKey)],
  ["signed by a stranger", (issuer) => signed(issuer, {}, {}, STRANGER.privateKey)],
  ["signed with an unknown key", (issuer) => signed(issuer, {}, { kid: "key-2" })],
  ["without its signature", async (issuer) => (await signed(issuer)).replace(/[^.]*$/, "")],
  ["of another issuer", (issuer) => signed(issuer, { iss: "https://evil.example.com" })],
  ["of a part of our issuer's name", (issuer) => signed(issuer, { iss: `${ISSUER}/` })],
  ["without an issuer", (issuer) => signed(issuer, { iss: undefined })],
  ["for another client", (issuer) => signed(issuer, { aud: "another" })],
  ["for other clients", (issuer) => signed(issuer, { aud: ["another", `${CLIENT}2`] })],
  ["without an audience", (issuer) => signed(issuer, { aud: undefined })],
  ["without a time", (issuer) => signed(issuer, { iat: undefined })],
  ["that is too old", (issuer) => signed(issuer, { iat: seconds(issuer) - 151, exp: seconds(issuer) + 60 })],
  ["of the future", (issuer) => signed(issuer, { iat: seconds(issuer) + 60, exp: seconds(issuer) + 120 })],
  ["that has expired", (issuer) => signed(issuer, { exp: seconds(issuer) - 31 })],
  ["without an expiry", (issuer) => signed(issuer, { exp: undefined })],
  ["that is not good yet", (issuer) => signed(issuer, { nbf: seconds(issuer) + 60 })],
  ["without an identifier", (issuer) => signed(issuer, { jti: undefined })],
  ["with an empty identifier", (issuer) => signed(issuer, { jti: "" })],
  ["without an event", (issuer) => signed(issuer, { events: undefined })],
  ["with another event", (issuer) => signed(issuer, { events: { "http://example.com/event": {} } })],
  ["with a list of events", (issuer) => signed(issuer, { events: [EVENT] })],
  ["with an event that is no object", (issuer) => signed(issuer, { events: { [EVENT]: true } })],
  ["with an event that is a list", (issuer) => signed(issuer, { events: { [EVENT]: [] } })],
  ["with a nonce", (issuer) => signed(issuer, { nonce: "n" })],
  ["with a nonce that is null", (issuer) => signed(issuer, { nonce: null })],
  ["that names neither a session nor a user", (issuer) => signed(issuer, { sub: undefined, sid: undefined })],
  ["with an empty session", (issuer) => signed(issuer, { sid: "" })],
  ["with a session that is no text", (issuer) => signed(issuer, { sid: { $ne: "" } })],
];

test.each(REFUSED)("a logout token %s ends nothing", async (_, make) => {
  const { issuer, browser } = await signedIn();
  const answer = await send(await make(issuer));
  expect(answer).toMatchObject({ status: 400, json: { error: "invalid_request" } });
  expect(answer.headers.get("cache-control")).toContain("no-store");
  expect((await current(browser)).authenticated).toBe(true);
});

describe("a good one", () => {
  test("ends the session that it names, as `provider`, and no other session of the user", async () => {
    const { app, issuer, browser } = await signedIn();
    const other = new TestBrowser();
    await signInWithClaims(issuer, other, { sid: "sid-2" });
    const { user, session } = await current(browser);
    const answer = await logout(issuer, { sub: undefined });
    expect(answer).toMatchObject({ status: 200, text: "" });
    expect(answer.headers.get("cache-control")).toContain("no-store");
    expect(await current(browser)).toMatchObject({ authenticated: false, reason: "provider" });
    expect((await current(other)).authenticated).toBe(true);
    expect(await app.session(session.id)).toMatchObject({ endedAt: app.now, endedReason: "provider" });
    expect(await app.audit(user.id)).toContain("session_ended: provider");
  });

  test("that names a user alone ends all sessions from the provider, and none with a password", async () => {
    const { app, issuer, browser } = await signedIn();
    const other = new TestBrowser();
    await signInWithClaims(issuer, other, { sid: undefined });
    const user = await app.db.findUser((await current(browser)).user.id);
    if (!user) throw new Error("no user");
    const own = await app.openSession(user);
    expect((await logout(issuer, { sid: undefined })).status).toBe(200);
    for (const one of [browser, other]) expect((await current(one)).reason).toBe("provider");
    expect((await app.session(own.session.id)).endedAt).toBeNull();
  });

  test("that names a user and another user's session ends nothing", async () => {
    const { issuer, browser } = await signedIn();
    issuer.profile = { ...issuer.profile, sub: "sub-2", email: "other@example.com" };
    const other = new TestBrowser();
    await signInWithClaims(issuer, other, { sub: "sub-2", sid: "sid-2" });
    expect((await logout(issuer, { sub: "sub-1", sid: "sid-2" })).status).toBe(200);
    for (const one of [browser, other]) expect((await current(one)).authenticated).toBe(true);
  });

  test("about a session that is unknown, or over, is good all the same", async () => {
    const { issuer, browser } = await signedIn();
    expect((await logout(issuer, { sub: "nobody", sid: "none" })).status).toBe(200);
    expect((await logout(issuer)).status).toBe(200);
    expect((await logout(issuer)).status).toBe(200);
    expect((await current(browser)).reason).toBe("provider");
  });

  test("is good once: a sign-in that came after it stays", async () => {
    const { issuer, browser } = await signedIn();
    const token = await signed(issuer);
    expect((await send(token)).status).toBe(200);
    await signInWithClaims(issuer, browser);
    expect((await send(token)).status).toBe(400);
    expect((await current(browser)).authenticated).toBe(true);
    const another = await signed(issuer);
    const answers = await Promise.all(Array.from({ length: 8 }, async () => (await send(another)).status));
    expect(answers.sort()).toEqual([200, ...Array(7).fill(400)]);
  });

  test("voids a sign-in that still waits for the user", async () => {
    const { app, issuer } = withFakeIssuer();
    const ada = await app.addUser("Ada");
    issuer.profile = { ...issuer.profile, email: ada.email };
    const browser = new TestBrowser();
    await signInWithClaims(issuer, browser); // an account has the address: it waits to be linked
    await logout(issuer);
    const login = await import("@/app/api/auth/login/route");
    const { PASSWORD } = await import("@/lib/server/testing/installation");
    await browser.post(login, "/api/auth/login", { email: ada.email, password: PASSWORD });
    expect(await app.db.listIdentities(ada.id)).toEqual([]);
  });

  test("reaches an open tab at once", async () => {
    const { issuer, browser } = await signedIn();
    const stream = await listen(browser);
    expect(await stream.next()).toMatchObject({ event: "state" });
    await logout(issuer);
    expect(await stream.next()).toMatchObject({ event: "revoked", data: { reason: "provider" } });
    stream.hangUp();
  });
});

describe("the endpoint", () => {
  const post = (body: string, headers: Record<string, string | undefined>) =>
    new TestBrowser().post(backchannel, "/api/auth/oidc/backchannel-logout", undefined, {
      body,
      headers: { ...FORM, ...headers },
    });

  test("takes forms alone, of some size, by POST", async () => {
    withFakeIssuer();
    expect((await post("{}", { "content-type": "application/json" })).status).toBe(415);
    expect((await post(`logout_token=${"x".repeat(3_000_000)}`, {})).status).toBe(413);
    expect((await post("", {})).status).toBe(400);
    expect((await post("other=1", {})).status).toBe(400);
    expect((await new TestBrowser().get(backchannel, "/api/auth/oidc/backchannel-logout")).status).toBe(405);
  });

  test("is closed to another site's form, even with a good token", async () => {
    const { issuer, browser } = await signedIn();
    const body = new URLSearchParams({ logout_token: await signed(issuer) }).toString();
    for (const headers of [
      { origin: "https://evil.net" },
      { "sec-fetch-site": "cross-site" },
      { origin: "null" },
    ])
      expect(await post(body, headers)).toMatchObject({ status: 403, json: { error: "cross_site_request" } });
    expect((await current(browser)).authenticated).toBe(true);
  });

  test("says that it can't tell while the provider's keys are away, and takes the token later", async () => {
    const { app, issuer, browser } = await signedIn();
    app.restart();
    issuer.down.add("/jwks");
    const token = await signed(issuer);
    expect((await send(token)).status).toBe(503);
    issuer.down.clear();
    expect((await send(token)).status).toBe(200);
    expect((await current(browser)).reason).toBe("provider");
  });

  test("is not there without a provider", async () => {
    const { app } = withFakeIssuer();
    app.restart({ OIDC_ISSUER: "", OIDC_CLIENT_ID: "", OIDC_CLIENT_SECRET: "", OIDC_NAME: "" });
    expect((await send("x")).status).toBe(404);
  });
});

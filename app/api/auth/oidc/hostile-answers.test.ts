/** What comes back from an identity provider is refused when any part of it is not what was asked for. */
import { UnsecuredJWT } from "jose";
import { describe, expect, test } from "vitest";
import * as callback from "@/app/api/auth/oidc/callback/route";
import * as session from "@/app/api/session/route";
import { SECOND } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import {
  answerTo,
  CLIENT,
  type FakeIssuer,
  SECRET,
  STRANGER,
  signInWithClaims,
  withFakeIssuer,
} from "./fake-issuer.fixture";
import { begin, bring, target } from "./provider-flow.fixture";

const isSignedIn = async (browser: TestBrowser) =>
  (await browser.get(session, "/api/session")).json.authenticated;
const hmacKey = new TextEncoder().encode(SECRET) as unknown as CryptoKey;

type Claims = Record<string, unknown>;
type Make = (issuer: FakeIssuer, claims: Claims) => Promise<string> | string;
const without = (claims: Claims, name: string) => ({ ...claims, [name]: undefined });

const DEFECTS: [what: string, make: Make][] = [
  ["of another issuer", (issuer, claims) => issuer.sign({ ...claims, iss: "https://evil.example.com" })],
  ["for another client", (issuer, claims) => issuer.sign({ ...claims, aud: "another" })],
  [
    "for two clients, made for the other",
    (issuer, claims) => issuer.sign({ ...claims, aud: [CLIENT, "another"], azp: "another" }),
  ],
  ["with another nonce", (issuer, claims) => issuer.sign({ ...claims, nonce: "another" })],
  ["without a nonce", (issuer, claims) => issuer.sign(without(claims, "nonce"))],
  ["that has expired", (issuer, claims) => issuer.sign({ ...claims, exp: Number(claims.iat) - 31 })],
  ["without an expiry", (issuer, claims) => issuer.sign(without(claims, "exp"))],
  ["without a subject", (issuer, claims) => issuer.sign(without(claims, "sub"))],
  ["with the algorithm none", (_issuer, claims) => new UnsecuredJWT(claims).encode()],
  ["signed with the client's secret", (issuer, claims) => issuer.sign(claims, { alg: "HS256" }, hmacKey)],
  ["signed with a key of a stranger", (issuer, claims) => issuer.sign(claims, {}, STRANGER.privateKey)],
  ["signed with a key that is unknown", (issuer, claims) => issuer.sign(claims, { kid: "key-2" })],
  ["whose signature is cut off", async (issuer, claims) => (await issuer.sign(claims)).replace(/[^.]*$/, "")],
  [
    "whose claims were changed",
    async (issuer, claims) => {
      const [header, , signature] = (await issuer.sign(claims)).split(".");
      const other = Buffer.from(JSON.stringify({ ...claims, sub: "sub-2" })).toString("base64url");
      return [header, other, signature].join(".");
    },
  ],
  ["that is none", () => "no token"],
];

test.each(DEFECTS)("an ID token %s signs no user in", async (_, make) => {
  const { app, issuer } = withFakeIssuer();
  const browser = new TestBrowser();
  const request = await begin(browser);
  issuer.idToken = await make(issuer, issuer.claims({ nonce: request.searchParams.get("nonce") }));
  expect(target(await bring(browser, answerTo(request)))).toBe("303 /login?error=provider");
  expect(await isSignedIn(browser)).toBe(false);
  expect((await app.db.searchUsers("", 1, 10)).total).toBe(0);
  expect(app.logged.join()).not.toContain(issuer.idToken);
});

test("a good one does, and the code is exchanged with the verifier, the secret and our own address", async () => {
  const { issuer } = withFakeIssuer();
  const browser = new TestBrowser();
  expect(target(await signInWithClaims(issuer, browser))).toBe("303 /dashboard");
  expect(await isSignedIn(browser)).toBe(true);
  const exchange = issuer.asked.find(({ path }) => path === "/token")?.body;
  expect(exchange?.get("redirect_uri")).toBe("http://localhost:3000/api/auth/oidc/callback");
  expect(exchange?.get("code_verifier")).toMatch(/^[\w-]{43,}$/);
});

describe("an answer", () => {
  async function ready() {
    const { app, issuer } = withFakeIssuer();
    const browser = new TestBrowser();
    const request = await begin(browser);
    issuer.idToken = await issuer.sign(issuer.claims({ nonce: request.searchParams.get("nonce") }));
    return { app, issuer, browser, request };
  }

  test("with the state of another browser is refused, and that browser can still finish", async () => {
    const { browser, request } = await ready();
    for (const other of [new TestBrowser(), await startedBrowser()])
      expect(target(await bring(other, answerTo(request)))).toBe("303 /login?error=state");
    expect(target(await bring(browser, answerTo(request)))).toBe("303 /dashboard");
  });

  test("in a copy of the browser's lasting cookie is refused: the sign-in has a key of its own", async () => {
    withFakeIssuer();
    const browser = await startedBrowser();
    const copy = browser.copy();
    const request = await begin(browser);
    expect(target(await bring(copy, answerTo(request)))).toBe("303 /login?error=state");
  });

  test.each(["", "x", "Fe26.2*1*x", "x".repeat(9000)])("with the state %j is refused", async (state) => {
    const { browser, request } = await ready();
    expect(target(await bring(browser, answerTo(request, { state })))).toBe("303 /login?error=state");
  });

  test("after ten minutes is refused", async () => {
    const { app, browser, request } = await ready();
    app.pass(600 * SECOND);
    expect(target(await bring(browser, answerTo(request)))).toBe("303 /login?error=state");
  });

  test("that comes again signs nobody in and nobody out", async () => {
    const { browser, request } = await ready();
    const before = browser.copy();
    await bring(browser, answerTo(request));
    for (const again of [browser, before]) {
      const answer = await bring(again, answerTo(request));
      expect(target(answer)).toBe("303 /login?error=state");
      expect(answer.setCookies).toEqual([]);
    }
    expect(await isSignedIn(browser)).toBe(true);
    expect(await isSignedIn(before)).toBe(false);
  });

  test("many times at once signs in once", async () => {
    const { browser, request } = await ready();
    const copies = Array.from({ length: 8 }, () => browser.copy());
    const targets = await Promise.all(
      copies.map(async (copy) => target(await bring(copy, answerTo(request)))),
    );
    expect(targets.filter((one) => one === "303 /dashboard")).toHaveLength(1);
    expect(targets.filter((one) => one === "303 /login?error=state")).toHaveLength(7);
  });

  test("that a browser only fetches ahead, or asks the headers of, spends nothing", async () => {
    const { browser, request } = await ready();
    const { pathname, search } = answerTo(request);
    for (const headers of [
      { "sec-purpose": "prefetch;prerender" },
      { purpose: "prefetch" },
      { "x-moz": "prefetch" },
    ])
      expect(await bring(browser, answerTo(request), headers)).toMatchObject({ status: 503, setCookies: [] });
    expect((await browser.send(callback, "HEAD", pathname + search)).setCookies).toEqual([]);
    expect(target(await bring(browser, answerTo(request)))).toBe("303 /dashboard");
  });

  test.each([
    ["another issuer (RFC 9207)", { iss: "https://evil.example.com" }, "provider"],
    ["an error that is not its own", { error: "access_denied", iss: "https://evil.example.com" }, "provider"],
    ["an error that it makes up", { error: "<script>" }, "provider"],
    ["that the user said no", { error: "access_denied", error_description: "<b>" }, "denied"],
    ["that it is busy", { error: "temporarily_unavailable" }, "unavailable"],
  ])("that names %s is refused by a fixed code", async (_, parameters, code) => {
    const { browser, request } = await ready();
    const answer = await bring(browser, answerTo(request, parameters));
    expect(target(answer)).toBe(`303 /login?error=${code}`);
    expect(await isSignedIn(browser)).toBe(false);
  });

  test("without its issuer, or with a parameter twice, is refused", async () => {
    for (const change of [
      (url: URL) => url.searchParams.delete("iss"),
      (url: URL) => url.searchParams.append("code", "code-2"),
    ]) {
      const { browser, request } = await ready();
      const answer = answerTo(request);
      change(answer);
      expect(target(await bring(browser, answer))).toBe("303 /login?error=provider");
    }
  });

  async function startedBrowser(): Promise<TestBrowser> {
    const browser = new TestBrowser();
    await begin(browser);
    return browser;
  }
});

test("a profile of another subject is not taken", async () => {
  const { app, issuer } = withFakeIssuer();
  issuer.profile = { ...issuer.profile, sub: "sub-2" };
  expect(target(await signInWithClaims(issuer, new TestBrowser()))).toBe("303 /login?error=unavailable");
  expect((await app.db.searchUsers("", 1, 10)).total).toBe(0);
});

test("metadata of another issuer is not used", async () => {
  const { issuer } = withFakeIssuer();
  issuer.metadata = { ...issuer.metadata, issuer: "https://evil.example.com" };
  const start = await import("@/app/api/auth/oidc/start/route");
  expect((await new TestBrowser().post(start, "/api/auth/oidc/start", {})).status).toBe(503);
});

/** A browser that keeps the key of its session itself (Device Bound Session Credentials), as far as requests show it. */
import { SignJWT } from "jose";
import type { Installation } from "@/lib/server/testing/installation";
import { newTestKey, type TestKey } from "@/lib/server/testing/test-key";
import { TestBrowser, type TestResponse } from "@/lib/web/testing/browser";
import * as dbscRefresh from "./dbsc/refresh/route";
import * as register from "./dbsc/register/route";
import { CREDENTIALS, KeyBrowser } from "./device-binding.fixture";
import * as login from "./login/route";

/** The browser itself sends these requests: without `Origin`, `Sec-Fetch-Site`, body and content type. */
const BARE = { "sec-fetch-site": undefined, origin: undefined };

interface JwtParts {
  header?: Record<string, unknown>;
  claims?: Record<string, unknown>;
  key?: TestKey;
}

/** @returns a proof as a browser signs it */
export async function proofOf(key: TestKey, claims: object, header: object = {}): Promise<string> {
  const privateKey = await crypto.subtle.importKey(
    "jwk",
    key.privateJwk,
    { name: "ECDSA", namedCurve: "P-256" },
    false,
    ["sign"],
  );
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: "ES256", typ: "dbsc+jwt", ...header })
    .sign(privateKey);
}

/** @returns challenge and authorization of a sign-in's answer */
export function offerOf({ headers }: Pick<TestResponse, "headers">) {
  const header = headers.get("secure-session-registration") ?? "";
  const [, challenge = "", authorization = ""] =
    /^\(ES256\);path="\/api\/auth\/dbsc\/register";challenge="([^"]+)";authorization="([^"]+)"$/.exec(
      header,
    ) ?? [];
  return { challenge, authorization };
}

export function sendRegistration(browser: TestBrowser, proof: string): Promise<TestResponse> {
  return browser.post(register, "/api/auth/dbsc/register", undefined, {
    headers: { ...BARE, "secure-session-response": proof },
  });
}

/** Registers a key, as the answer of a sign-in asks for. */
export async function registerKey(browser: TestBrowser, answer: TestResponse, parts: JwtParts = {}) {
  const key = parts.key ?? (await newTestKey());
  const { challenge, authorization } = offerOf(answer);
  const proof = await proofOf(
    key,
    { jti: challenge, authorization, ...parts.claims },
    { jwk: key.jwk, ...parts.header },
  );
  return { key, response: await sendRegistration(browser, proof) };
}

export function askChallenge(browser: TestBrowser, id: string, proof?: string): Promise<TestResponse> {
  return browser.post(dbscRefresh, "/api/auth/dbsc/refresh", undefined, {
    headers: {
      ...BARE,
      "sec-secure-session-id": `"${id}"`,
      ...(proof && { "secure-session-response": proof }),
    },
  });
}

/** Renews the bound cookie in two requests, as a browser does. */
export async function renewBound(browser: TestBrowser, id: string, { key, claims, header }: JwtParts) {
  const asked = await askChallenge(browser, id);
  const jti = /^"([^"]+)"/.exec(asked.headers.get("secure-session-challenge") ?? "")?.[1];
  if (!key) throw new Error("no key");
  return askChallenge(browser, id, await proofOf(key, { jti, ...claims }, header));
}

/** Ada, signed in on a browser that has registered a key. */
export async function registeredBrowser(app: Installation) {
  const ada = await app.addUser("Ada");
  const browser = new TestBrowser();
  const answer = await browser.post(login, "/api/auth/login", CREDENTIALS);
  const { key, response } = await registerKey(browser, answer);
  return { ada, browser, answer, key, response, id: answer.json.session.id as string };
}

/** The same with a key that scripts prove besides. */
export async function doublyBoundBrowser(app: Installation) {
  await app.addUser("Ada");
  const browser = new KeyBrowser(app, await newTestKey());
  const answer = await browser.logIn();
  return { browser, answer, id: answer.json.session.id as string };
}

export const BOUND = "latchkey_bound.";
export const FORBIDDEN = { status: 403, json: { error: "forbidden" }, setCookies: [] };
export const OVER = { status: 200, json: { continue: false } };

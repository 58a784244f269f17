/** COOKIE_DOMAIN as a browser sees it: sign-in, refresh, sign-out, and a change of the setting. */
import { expect, test } from "vitest";
import { install, PASSWORD } from "@/lib/server/testing/installation";
import { TestBrowser, type TestResponse } from "@/lib/web/testing/browser";
import * as jwks from "../../.well-known/jwks.json/route";
import * as health from "../health/route";
import * as session from "../session/route";
import * as login from "./login/route";
import * as logout from "./logout/route";
import * as refresh from "./refresh/route";

const HTTPS = { APP_URL: "https://app.example.com" };
const SHARED = { ...HTTPS, COOKIE_DOMAIN: "example.com" };

const signIn = (browser: TestBrowser) =>
  browser.post(login, "/api/auth/login", { email: "ada@example.com", password: PASSWORD });
const isSignedIn = async (browser: TestBrowser) =>
  (await browser.get(session, "/api/session")).json.authenticated;
/** The names of the cookies that an answer removes with a `Domain` of `domain`, or without one for null. */
const removals = ({ setCookies }: TestResponse, domain: string | null) =>
  setCookies
    .filter((cookie) => cookie.includes("Max-Age=0"))
    .filter((cookie) => (/Domain=([^;]+)/.exec(cookie)?.[1] ?? null) === domain)
    .map((cookie) => cookie.slice(0, cookie.indexOf("=")).replace(/\.[\w-]{22}/, ""));

async function start(environment: Record<string, string>) {
  const app = install(environment);
  await app.addUser("Ada");
  const browser = new TestBrowser();
  const answer = await signIn(browser);
  return { app, browser, answer };
}

test("each answer writes __Secure- cookies for the domain, and the next requests read them", async () => {
  const { app, browser, answer } = await start(SHARED);
  app.pass(60_000);
  const answers = [answer, await browser.post(refresh, "/api/auth/refresh")];
  expect(await isSignedIn(browser)).toBe(true);
  answers.push(await browser.post(logout, "/api/auth/logout"));
  for (const { setCookies } of answers) {
    expect(setCookies.length).toBeGreaterThan(0);
    for (const cookie of setCookies)
      expect(cookie).toMatch(/^__Secure-latchkey_(?=.*; Domain=example\.com)(?=.*; Path=\/)(?=.*; Secure)/);
  }
  expect(await isSignedIn(browser)).toBe(false);
});

test("a browser from before COOKIE_DOMAIN is signed out here, and its cookies are removed at the next answer", async () => {
  const { app, browser } = await start(HTTPS);
  app.restart(SHARED);
  const seen = await browser.get(session, "/api/session");
  expect(seen.json.authenticated).toBe(false);
  expect(removals(seen, null)).toEqual([
    "__Host-latchkey_browser",
    "__Host-latchkey_epoch",
    "__Host-latchkey_refresh.0",
  ]);
  expect(browser.jar.list()).toEqual([]);
  await signIn(browser);
  expect(await isSignedIn(browser)).toBe(true);
  expect((await browser.get(session, "/api/session")).setCookies).toEqual([]);
});

test("without COOKIE_DOMAIN again, the cookies of the domain are removed, and a sign-in works", async () => {
  const { app, browser } = await start(SHARED);
  app.restart({ COOKIE_DOMAIN: "" });
  const answer = await signIn(browser);
  expect(removals(answer, "example.com")).toEqual([
    "__Secure-latchkey_browser",
    "__Secure-latchkey_epoch",
    "__Secure-latchkey_refresh.0",
  ]);
  expect(browser.jar.list().map(({ name }) => name.slice(0, 7))).toEqual(["__Host-", "__Host-", "__Host-"]);
  expect(await isSignedIn(browser)).toBe(true);
});

test("a sign-out removes both variants, also an answer that refuses", async () => {
  const { browser } = await start(SHARED);
  browser.jar.set("__Host-latchkey_browser", "old");
  const refused = await browser.post(login, "/api/auth/login", { email: 7 });
  expect([refused.status, removals(refused, null)]).toEqual([400, ["__Host-latchkey_browser"]]);
  browser.jar.set("__Host-latchkey_browser", "old");
  const answer = await browser.post(logout, "/api/auth/logout");
  expect(removals(answer, null)).toEqual(["__Host-latchkey_browser"]);
  expect(removals(answer, "example.com")).toEqual(["__Secure-latchkey_refresh.0"]);
});

test("on plain http a sign-out removes the cookies of the host and of the domain", async () => {
  const { browser } = await start({
    APP_URL: "http://one.app.localhost:3000",
    COOKIE_DOMAIN: "app.localhost",
  });
  const answer = await browser.post(logout, "/api/auth/logout");
  for (const domain of [null, "app.localhost", "one.app.localhost"])
    expect(removals(answer, domain), String(domain)).toContain("latchkey_refresh.0");
  expect(removals(answer, null)).toContain("latchkey_browser");
});

test("an answer that anyone may keep carries no cookie", async () => {
  const { browser } = await start(SHARED);
  browser.jar.set("__Host-latchkey_browser", "old");
  expect((await browser.get(jwks, "/.well-known/jwks.json")).setCookies).toEqual([]);
  expect((await browser.get(health, "/api/health")).setCookies).toHaveLength(1);
});

/** Changing the password, as a browser sees it. */
import { expect, test } from "vitest";
import { install, PASSWORD } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as refresh from "../auth/refresh/route";
import * as password from "./password/route";
import * as me from "./route";

const CHANGE = { currentPassword: PASSWORD, newPassword: "another lamp in a harbour" };
const change = (browser: TestBrowser, sending = {}) =>
  browser.post(password, "/api/me/password", CHANGE, sending);
const renew = (browser: TestBrowser) => browser.post(refresh, "/api/auth/refresh");

async function signedInBrowser() {
  const app = install();
  const ada = await app.addUser("Ada");
  const signInBrowser = async (who = ada) => {
    const browser = new TestBrowser();
    await browser.signInWith(await app.openSession(who));
    return browser;
  };
  return { app, signInBrowser, browser: await signInBrowser() };
}

test("rotates this session; a copy of its cookies from before is superseded, and its access token has expired", async () => {
  const { browser } = await signedInBrowser();
  const copy = browser.copy();
  expect((await change(browser)).status).toBe(200);
  expect(await copy.get(me, "/api/me")).toMatchObject({ status: 401, json: { error: "token_expired" } });
  expect(await renew(copy)).toMatchObject({ status: 409, json: { error: "superseded" }, setCookies: [] });
  expect((await browser.get(me, "/api/me")).status).toBe(200);
  expect((await renew(browser)).status).toBe(200);
});

test("refuses other devices with the reason", async () => {
  const { browser, signInBrowser } = await signedInBrowser();
  const other = await signInBrowser();
  await change(browser);
  expect((await other.get(me, "/api/me")).json.details).toEqual({ reason: "password_changed" });
});

test("needs the cookie and the access token of the same session", async () => {
  const { app, browser, signInBrowser } = await signedInBrowser();
  const other = await signInBrowser();
  const stranger = await signInBrowser(await app.addUser("Grace"));
  expect((await change(browser, { headers: { cookie: undefined } })).json.error).toBe("not_authenticated");
  expect((await change(browser, { headers: { authorization: undefined } })).json.error).toBe(
    "not_authenticated",
  );
  for (const { accessToken } of [other, stranger]) {
    const mixed = await change(browser, { headers: { authorization: `Bearer ${accessToken}` } });
    expect(mixed).toMatchObject({ status: 409, json: { error: "session_mismatch" }, setCookies: [] });
  }
  expect((await renew(other)).status).toBe(200);
  expect((await change(browser)).status).toBe(200);
});

/** Changing the password: as a browser sees it. */
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

async function entered() {
  const app = install();
  const ada = await app.addUser("Ada");
  const enter = async (who = ada) => {
    const browser = new TestBrowser();
    await browser.enter(await app.openSession(who));
    return browser;
  };
  return { app, enter, browser: await enter() };
}

test("rotates this session; a copy taken before is told to look again, and its bearer has expired", async () => {
  const { browser } = await entered();
  const copy = browser.copy();
  expect((await change(browser)).status).toBe(200);
  expect(await copy.get(me, "/api/me")).toMatchObject({ status: 401, json: { error: "token_expired" } });
  expect(await renew(copy)).toMatchObject({ status: 409, json: { error: "superseded" }, setCookies: [] });
  expect((await browser.get(me, "/api/me")).status).toBe(200);
  expect((await renew(browser)).status).toBe(200);
});

test("other devices are refused with the reason", async () => {
  const { browser, enter } = await entered();
  const other = await enter();
  await change(browser);
  expect((await other.get(me, "/api/me")).json.details).toEqual({ reason: "password_changed" });
});

test("takes cookie and bearer of the same session: either alone, or of two, changes nothing", async () => {
  const { app, browser, enter } = await entered();
  const other = await enter();
  const stranger = await enter(await app.addUser("Grace"));
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

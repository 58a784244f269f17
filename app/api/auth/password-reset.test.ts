/** Password reset and the "not me" link, as a browser and a stranger see them. */
import { expect, test } from "vitest";
import { install, PASSWORD } from "@/lib/server/testing/installation";
import { readMail } from "@/lib/server/testing/mailbox";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as password from "../me/password/route";
import { lastMessage, StepBrowser } from "./attempts/attempts.fixture";
import * as login from "./login/route";
import * as notMe from "./not-me/route";
import * as confirm from "./password-reset/confirm/route";
import * as reset from "./password-reset/route";

const EMAIL = "ada@example.com";
const ask = (browser: TestBrowser, email = EMAIL, options = {}) =>
  browser.post(reset, "/api/auth/password-reset", { email }, options);
const choose = (browser: TestBrowser, body: object) =>
  browser.post(confirm, "/api/auth/password-reset/confirm", body);

async function setUp(settings = {}) {
  const app = install(settings);
  await app.addUser("Ada");
  return { app, browser: new TestBrowser() };
}

test("202 without a body for every address; then 204, and no one is signed in", async () => {
  const { app, browser } = await setUp();
  for (const email of [EMAIL, "nobody@example.com", "no address", " ADA@example.com "]) {
    expect(await ask(browser, email)).toMatchObject({ status: 202, text: "" });
    app.pass(1); // the newest mail is the one with the latest time
  }
  const token = (await readMail(app, EMAIL))[0]?.ticket;
  const newPassword = "another lamp in a harbour";
  expect(await choose(browser, { token, newPassword: "short" })).toMatchObject({
    status: 400,
    json: { error: "invalid_request", details: { issues: [{ path: "newPassword" }] } },
  });
  expect(await choose(browser, { token, newPassword })).toMatchObject({ status: 204, text: "" });
  expect(browser.refreshCookies()).toEqual([]);
  expect(await choose(browser, { token, newPassword })).toMatchObject({
    status: 401,
    json: { error: "invalid_ticket" },
  });
});

test("another site cannot send the requests", async () => {
  const { app, browser } = await setUp();
  const headers = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };
  expect(await ask(browser, EMAIL, { headers })).toMatchObject({
    status: 403,
    json: { error: "cross_site_request" },
  });
  expect(await readMail(app, EMAIL)).toEqual([]);
});

test("not me: ended, also a second time; 401 for another ticket", async () => {
  const { app, browser } = await setUp();
  await browser.post(login, "/api/auth/login", { email: EMAIL, password: PASSWORD });
  const stranger = new TestBrowser();
  const ticket = (await readMail(app, EMAIL))[0]?.ticket;
  for (let at = 0; at < 2; at += 1)
    expect(await stranger.post(notMe, "/api/auth/not-me", { ticket })).toMatchObject({
      status: 200,
      json: { ended: true },
    });
  expect(await stranger.post(notMe, "/api/auth/not-me", { ticket: "x" })).toMatchObject({
    status: 401,
    json: { error: "invalid_ticket" },
  });
});

test.each(["a reset", "a change"])(
  "%s of the password voids codes and links that wait: nothing of them signs in",
  async (how) => {
    const { app } = await setUp();
    const waiting = new StepBrowser();
    await waiting.begin();
    await waiting.step("email-code");
    const { code, ticket } = await lastMessage(app);
    app.pass(1);
    const other = new StepBrowser();
    await other.begin();
    await other.step("email-code");
    const { code: otherCode } = await lastMessage(app);
    app.pass(1);

    const browser = new TestBrowser();
    const newPassword = "another lamp in a harbour";
    if (how === "a reset") {
      await ask(browser);
      const token = (await readMail(app, EMAIL))[0]?.ticket;
      expect((await choose(browser, { token, newPassword })).status).toBe(204);
    } else {
      await browser.post(login, "/api/auth/login", { email: EMAIL, password: PASSWORD });
      const body = { currentPassword: PASSWORD, newPassword };
      expect((await browser.post(password, "/api/me/password", body)).status).toBe(200);
    }
    const ada = await app.db.findUserByEmail(EMAIL);
    const living = (await app.db.listLiving(ada?.id ?? "")).length;
    // Until its link is used, the attempt looks as before: its browser may be a stranger's.
    expect((await waiting.look()).json.attempt).toMatchObject({ status: "open", step: "challenge" });
    expect(await waiting.openLink(ticket)).toMatchObject({ status: 401, json: { error: "invalid_ticket" } });
    expect(await waiting.step("code", { code })).toMatchObject({
      status: 409,
      json: { error: "attempt_closed" },
    });
    expect(await other.step("code", { code: otherCode })).toMatchObject({
      status: 409,
      json: { error: "attempt_closed", details: { status: "cancelled" } },
    });
    expect(await app.db.listLiving(ada?.id ?? "")).toHaveLength(living);
  },
);

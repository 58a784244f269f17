/** A sixth account on one browser. */
import { expect, test, vi } from "vitest";
import { type Installation, install, MINUTE, PASSWORD } from "@/lib/server/testing/installation";
import { readMail } from "@/lib/server/testing/mailbox";
import { PhoneApp } from "@/lib/server/testing/second-factors";
import { readRequestContext } from "@/lib/web/request/request-context";
import type { TestBrowser } from "@/lib/web/testing/browser";
import { accounts, signInAll, signOut, switchAccount } from "../session/accounts.fixture";
import { lastMessage, StepBrowser } from "./attempts/attempts.fixture";
import * as attempts from "./attempts/route";
import * as login from "./login/route";
import * as signup from "./signup/route";

const FIVE = ["Ada", "Grace", "Alan", "Edsger", "Barbara"];
const FULL = { status: 409, json: { error: "too_many_accounts" }, setCookies: [] };

/** Signs five users in, as other tabs of the browser do. @returns their sessions */
async function fill(app: Installation, browser: TestBrowser): Promise<string[]> {
  const { client } = await readRequestContext({ headers: new Headers({ cookie: browser.cookieHeader() }) });
  const ids: string[] = [];
  for (const name of FIVE) {
    app.pass(1);
    const grant = await app.openSession(await app.addUser(name), client);
    await browser.signInWith(grant);
    ids.push(grant.session.id);
  }
  return ids;
}

const signIn = (browser: TestBrowser, name: string, password = PASSWORD) =>
  browser.post(login, "/api/auth/login", { email: `${name}@example.com`, password });

test("is refused before its password is checked, like an address without an account; no user is signed out", async () => {
  const app = install();
  const { browser } = await signInAll(app, FIVE);
  await app.addUser("Donald");
  const counted = vi.spyOn(app.db, "count");
  expect(await signIn(browser, "donald")).toMatchObject(FULL);
  expect(await signIn(browser, "donald", "a wrong password")).toMatchObject(FULL);
  expect(await signIn(browser, "nobody")).toMatchObject(FULL);
  const json = { email: "new@example.com", password: PASSWORD, name: "New" };
  expect(await browser.post(signup, "/api/auth/signup", json)).toMatchObject(FULL);
  expect(await browser.post(attempts, "/api/auth/attempts", { email: "donald@example.com" })).toMatchObject(
    FULL,
  );
  expect(counted).not.toHaveBeenCalled();
  expect(await accounts(browser)).toEqual(["Barbara*", "Edsger", "Alan", "Grace", "Ada"]);
  expect(await app.db.findUserByEmail("new@example.com")).toBeNull();
});

test("is no account of the five, which may sign in again in any spelling of its address", async () => {
  const app = install();
  const { browser } = await signInAll(app, FIVE);
  expect((await signIn(browser, "GRACE")).status).toBe(200);
  expect(await accounts(browser)).toEqual(["Grace*", "Barbara", "Edsger", "Alan", "Ada"]);
});

test("takes the place of one that has ended, the earliest of them; the living ones stay", async () => {
  const app = install();
  const { browser, ids } = await signInAll(app, FIVE.slice(0, 3));
  app.pass(20 * MINUTE);
  await switchAccount(browser, ids[0]);
  await app.db.changeSession(ids[0], (session) => ({
    outcome: null,
    changes: session ? [{ kind: "update-session", id: session.id, set: { lastPresenceAt: app.now } }] : [],
    events: [],
  }));
  await signInAll(app, FIVE.slice(3), browser);
  app.pass(11 * MINUTE);
  await app.addUser("Donald");
  expect((await signIn(browser, "donald")).status).toBe(200);
  expect(await accounts(browser)).toEqual(["Donald*", "Barbara", "Edsger", "Alan: idle", "Ada"]);
  expect(browser.refreshCookies()).toHaveLength(5);
});

test("that was begun while there was room is refused at its end before anything is made, and may end later", async () => {
  const app = install({ SECOND_FACTOR: "required" });
  const donald = await app.addUser("Donald");
  const browser = new StepBrowser();
  await browser.logIn({ email: donald.email, password: PASSWORD });
  const { secret } = (await browser.step("totp-setup")).json;
  const [ada] = await fill(app, browser);

  const code = new PhoneApp(app, secret).code();
  expect(await browser.step("totp-setup/confirm", { code })).toMatchObject(FULL);
  const { authenticators, recoveryCodes } = await app.db.findSecondFactors(donald.id);
  expect(recoveryCodes).toEqual([]);
  expect(authenticators).toMatchObject([{ confirmedAt: null, lastStep: null }]);
  expect(await app.db.listLiving(donald.id)).toEqual([]);
  expect(await readMail(app, donald.email)).toEqual([]);
  expect(await accounts(browser)).toEqual(["Barbara*", "Edsger", "Alan", "Grace", "Ada"]);

  await signOut(browser, ada);
  const answer = await browser.step("totp-setup/confirm", { code });
  expect(answer).toMatchObject({ status: 200, json: { status: "complete", user: { name: "Donald" } } });
  expect(answer.json.recoveryCodes).toHaveLength(10);
});

test("that was begun while there was room is refused with a password, a code and a link, and stays open", async () => {
  const app = install();
  const browser = new StepBrowser();
  await app.addUser("Donald");
  await browser.begin("donald@example.com");
  await fill(app, browser);
  expect(await browser.step("password", { password: PASSWORD })).toMatchObject(FULL);
  expect((await browser.step("email-code")).status).toBe(200);
  const { code, ticket } = await lastMessage(app, "donald@example.com");
  expect(await browser.openLink(ticket)).toMatchObject(FULL);
  expect(await browser.step("code", { code })).toMatchObject(FULL);
  expect((await browser.look()).json.attempt).toMatchObject({ status: "open", step: "challenge" });
});

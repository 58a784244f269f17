/** A sixth account on one browser. */
import { expect, test, vi } from "vitest";
import { install, MINUTE, PASSWORD } from "@/lib/server/testing/installation";
import type { TestBrowser } from "@/lib/web/testing/browser";
import { accounts, signInAll, switchAccount } from "../session/accounts.fixture";
import * as attempts from "./attempts/route";
import * as login from "./login/route";
import * as signup from "./signup/route";

const FIVE = ["Ada", "Grace", "Alan", "Edsger", "Barbara"];
const FULL = { status: 409, json: { error: "too_many_accounts" }, setCookies: [] };

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

test("that was begun while there was room is refused at its end, and its session with it", async () => {
  const app = install();
  const { browser } = await signInAll(app, FIVE);
  const grant = await app.openSession(await app.addUser("Donald"));
  await browser.signInWith(grant); // the last step of a sign-in, whatever the way
  expect(await app.session(grant.session.id)).toMatchObject({ endedReason: "signed_out" });
  expect(await accounts(browser)).toEqual(["Barbara*", "Edsger", "Alan", "Grace", "Ada"]);
});

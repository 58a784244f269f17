/** A signed-in browser, and the second factors its user sets up with it. */
import { type Installation, install } from "@/lib/server/testing/installation";
import { PhoneApp } from "@/lib/server/testing/second-factors";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as authenticator from "./authenticators/[id]/route";
import * as authenticators from "./authenticators/route";
import * as confirm from "./authenticators/totp/[id]/confirm/route";
import * as totp from "./authenticators/totp/route";
import * as recoveryCodes from "./recovery-codes/route";

export async function signInBrowser(app: Installation, name = "Ada") {
  const user =
    (await app.db.findUserByEmail(`${name.toLowerCase()}@example.com`)) ?? (await app.addUser(name));
  const browser = new TestBrowser();
  const grant = await app.openSession(user);
  await browser.signInWith(grant);
  return { browser, user, grant };
}

export async function signedIn(environment: Record<string, string> = {}) {
  const app = install(environment);
  return { app, ...(await signInBrowser(app)) };
}

const ROOT = "/api/me/authenticators";

export const list = (browser: TestBrowser) => browser.get(authenticators, ROOT);
export const begin = (browser: TestBrowser) => browser.post(totp, `${ROOT}/totp`);
export const confirmApp = (browser: TestBrowser, id: string, code: string) =>
  browser.post(confirm, `${ROOT}/totp/${id}/confirm`, { code }, { id });
export const rename = (browser: TestBrowser, id: string, name: string) =>
  browser.send(authenticator, "PATCH", `${ROOT}/${id}`, { id, json: { name } });
export const remove = (browser: TestBrowser, id: string) =>
  browser.send(authenticator, "DELETE", `${ROOT}/${id}`, { id });
export const newCodes = (browser: TestBrowser) => browser.post(recoveryCodes, "/api/me/recovery-codes");

/** Sets up an authenticator app. @returns its id, the app on the phone, and the recovery codes if there were any */
export async function setUpApp(app: Installation, browser: TestBrowser) {
  const { id, secret } = (await begin(browser)).json;
  const phone = new PhoneApp(app, secret);
  const confirmed = await confirmApp(browser, id, phone.code());
  if (confirmed.status !== 200) throw new Error(confirmed.text);
  return { id: id as string, phone, recoveryCodes: confirmed.json.recoveryCodes as string[] | undefined };
}

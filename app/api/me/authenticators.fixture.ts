/** A signed-in browser, and the second factors its user sets up with it. */
import { type Installation, install } from "@/lib/server/testing/installation";
import { PhoneApp } from "@/lib/server/testing/second-factors";
import { SoftwareAuthenticator } from "@/lib/server/testing/software-authenticator";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as authenticator from "./authenticators/[id]/route";
import * as passkeyOptions from "./authenticators/passkey/options/route";
import * as passkey from "./authenticators/passkey/route";
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

export const beginPasskey = (browser: TestBrowser) => browser.post(passkeyOptions, `${ROOT}/passkey/options`);
export const addPasskey = (browser: TestBrowser, credential: unknown, name?: string) =>
  browser.post(passkey, `${ROOT}/passkey`, { credential, ...(name === undefined ? {} : { name }) });

/** Gives the user of a browser a passkey. @returns the authenticator that holds it, and what the server answered */
export async function setUpPasskey(browser: TestBrowser) {
  const key = new SoftwareAuthenticator();
  const { options } = (await beginPasskey(browser)).json;
  const added = await addPasskey(browser, key.create(options));
  if (added.status !== 201) throw new Error(added.text);
  return { key, ...added.json };
}

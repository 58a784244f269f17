import * as me from "@/app/api/me/route";
import { type Installation, install, PASSWORD } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as login from "./login/route";
import * as refresh from "./refresh/route";

const CREDENTIALS = { email: "ada@example.com", password: PASSWORD };

export const signIn = (browser: TestBrowser, more: object = {}, headers: Record<string, string> = {}) =>
  browser.post(login, "/api/auth/login", { ...CREDENTIALS, ...more }, { headers });

export const renew = (browser: TestBrowser, sending = {}) =>
  browser.post(refresh, "/api/auth/refresh", undefined, sending);

export const whoAmI = (browser: TestBrowser) => browser.get(me, "/api/me");

export async function app(environment = {}): Promise<Installation> {
  const installation = install(environment);
  await installation.addUser("Ada");
  return installation;
}

export async function signedInBrowser(rememberMe = false) {
  const installation = install();
  const browser = new TestBrowser();
  const grant = await installation.openSession(await installation.addUser("Ada"), { rememberMe });
  await browser.signInWith(grant);
  return { installation, browser, grant };
}

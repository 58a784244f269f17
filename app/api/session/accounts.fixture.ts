import type { Installation } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as logout from "../auth/logout/route";
import * as refresh from "../auth/refresh/route";
import * as session from "./route";
import * as switchTo from "./switch/route";

/** A browser that several users have signed in on, one after the other; the last one is active. */
export async function signInAll(app: Installation, names: string[], browser = new TestBrowser()) {
  const ids: string[] = [];
  for (const name of names) {
    app.pass(1);
    const email = `${name.toLowerCase()}@example.com`;
    const user = (await app.db.findUserByEmail(email)) ?? (await app.addUser(name));
    const grant = await app.openSession(user);
    await browser.signInWith(grant);
    ids.push(grant.session.id);
  }
  return { browser, ids: ids as [string, string, string, string, string] };
}

export const current = async (browser: TestBrowser) => (await browser.get(session, "/api/session")).json;

/** @returns each account in one word: its name, with a star when it is active, and why it is over */
export const accounts = async (browser: TestBrowser): Promise<string[]> =>
  (await current(browser)).signIns.map(
    ({
      user,
      active,
      endedReason,
    }: {
      user: { name: string };
      active: boolean;
      endedReason: string | null;
    }) => `${user.name}${active ? "*" : ""}${endedReason ? `: ${endedReason}` : ""}`,
  );

export const switchAccount = (browser: TestBrowser, sessionId: unknown) =>
  browser.post(switchTo, "/api/session/switch", { sessionId });

export const signOut = (browser: TestBrowser, sessionId?: unknown) =>
  browser.post(logout, "/api/auth/logout", { sessionId });

export const renew = (browser: TestBrowser, json: object = {}) =>
  browser.post(refresh, "/api/auth/refresh", json);

export const epoch = (browser: TestBrowser) => browser.jar.find("latchkey_epoch")?.value;

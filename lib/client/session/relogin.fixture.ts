/** A page that stays while its user signs in again, for the tests of that. */
import { FakeBrowser, type Tab } from "@/lib/client/fakes/fake-browser";
import { settle } from "@/lib/client/fakes/fake-clock";

export const PASSWORD = "correct horse battery staple";

/** Opens a tab of such a page. */
export function openReloginTab(browser: FakeBrowser): Tab {
  return browser.openTab({ initial: browser.server.snapshot(), relogin: "in-place" });
}

/** @returns a browser whose user is signed in, and its only tab */
export async function openReloginPage(): Promise<{ browser: FakeBrowser; tab: Tab }> {
  const browser = new FakeBrowser();
  const tab = openReloginTab(browser);
  await tab.client.getAccessToken();
  await settle();
  browser.server.calls = [];
  return { browser, tab };
}

/** Sends a change, which waits while its user has to sign in again. */
export function putNote(tab: Tab, text: string): Promise<{ body: unknown }> {
  return tab.client.call<{ body: unknown }>("/api/me/note", { method: "PUT", body: { text } });
}

/** An administrator ends the session; the page finds out by what it sends. */
export function endSession(browser: FakeBrowser): void {
  browser.server.endReason = "admin";
}

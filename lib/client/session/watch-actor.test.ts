import { expect, test, vi } from "vitest";
import { FakeAccounts } from "@/lib/client/testing/fake-accounts";
import { FakeBrowser } from "@/lib/client/testing/fake-browser";
import { ada, signedIn } from "@/lib/client/testing/fake-server";
import { watchActor } from "./watch-actor";

/** A tab in which Grace acts as Ada, on a browser whose active session is Ada's own by now. */
function actingTab() {
  const browser = new FakeBrowser();
  const own = new FakeAccounts(browser, [ada]).initial() ?? signedIn;
  const session = { ...own.session, id: "s-acting", impersonator: { id: "u-grace", name: "Grace" } };
  const { client } = browser.openTab({ initial: { ...own, session }, epoch: browser.epoch });
  const leave = vi.fn();
  return { client, leave, stop: watchActor(client, leave) };
}

test("a page on which an administrator acts stays while its session is that one", () => {
  expect(actingTab().leave).not.toHaveBeenCalled();
});

test("it is left as soon as the tab has the user's own session", async () => {
  const { client, leave } = actingTab();
  await client.checkSession();
  expect(client.state.get()).toMatchObject({ user: ada, session: { impersonator: null } });
  expect(leave).toHaveBeenCalled();
});

test("once stopped, it watches no more", async () => {
  const { client, leave, stop } = actingTab();
  stop();
  await client.checkSession();
  expect(leave).not.toHaveBeenCalled();
});

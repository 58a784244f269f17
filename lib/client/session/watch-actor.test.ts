import { expect, test, vi } from "vitest";
import { bob, FakeAccounts } from "@/lib/client/fakes/fake-accounts";
import { FakeBrowser } from "@/lib/client/fakes/fake-browser";
import { ada, signedIn } from "@/lib/client/fakes/fake-server";
import { watchActor } from "./watch-actor";

/** A tab in which Grace acts as Ada, on a browser whose active session is Ada's own, or another user's, by now. */
function actingTab(active = ada) {
  const browser = new FakeBrowser();
  new FakeAccounts(browser, [active]);
  const session = { ...signedIn.session, id: "s-acting", impersonator: { id: "u-grace", name: "Grace" } };
  const { client } = browser.openTab({ initial: { ...signedIn, session }, epoch: browser.epoch });
  const leave = vi.fn();
  return { browser, client, leave, stop: watchActor(client, leave) };
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

test("its calls are not made with the user's own session: the refresh is refused, and the page is left", async () => {
  const { browser, client, leave } = actingTab();
  const call = client.call("/api/me", { method: "PATCH", body: { name: "Another" } });
  await expect(call).rejects.toMatchObject({ code: "session_mismatch" });
  await browser.clock.advance(1);
  const bodies = browser.server.calls.map(({ path, body }) => [path, body]);
  expect(bodies).toContainEqual([
    "/api/auth/refresh",
    { expectedUserId: ada.id, expectedSessionId: "s-acting" },
  ]);
  expect(bodies.map(([path]) => path)).not.toContain("/api/me");
  expect(leave).toHaveBeenCalled();
});

test("nor with the token that a tab of the user's own session has shared", async () => {
  const { browser, client } = actingTab();
  await browser.openTab({ initial: signedIn, epoch: browser.epoch }).client.getAccessToken();
  await expect(client.getAccessToken()).rejects.toMatchObject({ code: "session_mismatch" });
});

test("once another user is the active one, the page waits for a click", async () => {
  const { browser, client, leave } = actingTab(bob);
  await client.getAccessToken().catch(() => {});
  await browser.clock.advance(1);
  expect(client.state.get()).toMatchObject({ mismatch: true, user: ada });
  expect(leave).not.toHaveBeenCalled();
});

test("once stopped, it watches no more", async () => {
  const { client, leave, stop } = actingTab();
  stop();
  await client.checkSession();
  expect(leave).not.toHaveBeenCalled();
});

import { beforeEach, describe, expect, test } from "vitest";
import { FakeBrowser } from "@/lib/client/fakes/fake-browser";
import { gate } from "@/lib/client/fakes/fake-clock";
import { json, signedIn } from "@/lib/client/fakes/fake-server";

let browser: FakeBrowser;
beforeEach(() => {
  browser = new FakeBrowser();
});

describe("a page that the user returns to", () => {
  test("asks the server whether the session is on, once, when it has had no answer for a while", async () => {
    const tab = browser.openTab();
    await browser.clock.advance(11_000);
    browser.server.calls = [];
    browser.server.endReason = "admin";
    // It is visible, and it has the focus.
    tab.wake();
    tab.wake();
    await browser.clock.advance(1);
    expect(browser.server.count("/api/session")).toBe(1);
    expect(tab.ends).toMatchObject([{ reason: "admin" }]);
  });

  test("asks nothing when it has just had an answer", async () => {
    const tab = browser.openTab();
    await tab.client.checkSession();
    browser.server.calls = [];
    tab.wake();
    await browser.clock.advance(1);
    expect(browser.server.count("/api/session")).toBe(0);
  });
});

describe("a page out of the back/forward cache", () => {
  test("is hidden before it goes in: its first frame out of it is its last one before", () => {
    const tab = browser.openTab();
    tab.storeInBfcache();
    expect(tab.client.state.get().isHidden).toBe(true);
  });

  test("is shown again once the server has said that it may be", async () => {
    const tab = browser.openTab();
    const answer = gate<Response>();
    browser.server.next("/api/session", () => answer.promise);
    tab.storeInBfcache();
    tab.restoreFromBfcache();
    await browser.clock.advance(1);
    expect(tab.client.state.get().isHidden).toBe(true);
    answer.open(json({ authenticated: true, ...browser.server.snapshot() }));
    await browser.clock.advance(1);
    expect(tab.client.state.get()).toMatchObject({ isHidden: false, status: "signed-in" });
    expect(tab.visited).toEqual([]);
  });

  test("is shown again when there is no network and no limit has passed", async () => {
    const tab = browser.openTab();
    browser.server.next("/api/session", () => Promise.reject(new TypeError("offline")));
    tab.storeInBfcache();
    tab.restoreFromBfcache();
    await browser.clock.advance(1);
    expect(tab.client.state.get()).toMatchObject({ isHidden: false, status: "signed-in" });
  });

  test("reloads when a user signed in or out since", () => {
    const tab = browser.openTab();
    tab.storeInBfcache();
    browser.epoch = "epoch-2";
    tab.restoreFromBfcache();
    expect(tab.visited).toEqual(["reload"]);
    expect(tab.client.state.get().isHidden).toBe(true);
  });

  test("reloads when it was emptied before it was left", async () => {
    const tab = browser.openTab();
    await tab.client.logout();
    tab.storeInBfcache();
    tab.restoreFromBfcache();
    expect(tab.visited).toEqual(["/login", "reload"]);
  });

  test.each(["page", "in-place"] as const)(
    "reloads, once, when its session ended elsewhere while it was in the cache (%s)",
    async (relogin) => {
      const tab = browser.openTab({ relogin });
      const answer = gate<Response>();
      for (let asked = 0; asked < 2; asked++)
        browser.server.next("/api/session", async () => (await answer.promise).clone());
      tab.storeInBfcache();
      tab.restoreFromBfcache();
      tab.receive(`ended ${signedIn.session.id}`);
      answer.open(json({ authenticated: false, reason: "user", serverTime: "" }));
      await browser.clock.advance(1);
      expect(tab.visited).toEqual(["reload"]);
      expect(tab.client.state.get()).toMatchObject({ user: null, sessionEnd: null });
      expect(tab.ends).toEqual([]);
    },
  );

  test("is loaded anew also when it was itself sent away before", async () => {
    const tab = browser.openTab();
    browser.server.endReason = "signed_out";
    tab.receive("signed-out");
    await browser.clock.advance(1);
    tab.storeInBfcache();
    tab.restoreFromBfcache();
    expect(tab.visited).toEqual(["/login?reason=signed_out", "reload"]);
  });

  test("gets a message of a sign-out in another tab and goes only one way", async () => {
    const tab = browser.openTab();
    browser.server.next("/api/session", () => json({ authenticated: false, serverTime: "" }));
    browser.epoch = "epoch-2";
    tab.storeInBfcache();
    tab.restoreFromBfcache();
    tab.receive("signed-out");
    await browser.clock.advance(1);
    expect(tab.visited).toEqual(["reload"]);
  });
});

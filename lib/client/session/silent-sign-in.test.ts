import { beforeEach, describe, expect, test, vi } from "vitest";
import { FakeProviderFrames, stubTabStorage } from "@/lib/client/browser/silent-frame.fixture";
import { FakeBrowser, type Tab } from "@/lib/client/fakes/fake-browser";
import { settle } from "@/lib/client/fakes/fake-clock";
import { ada, errorResponse } from "@/lib/client/fakes/fake-server";
import type { EndReason } from "@/lib/session/reasons";

const SILENT = "/api/auth/oidc/silent";
const COMPLETE = "/api/auth/oidc/silent/complete";

let browser: FakeBrowser;
let frames: FakeProviderFrames;
let storage: Map<string, string>;
beforeEach(() => {
  browser = new FakeBrowser();
  browser.server.authMethods = ["oidc"];
  const answer = browser.server.answer.bind(browser.server);
  browser.server.answer = async (call) => {
    const response = await answer(call);
    if (call.path === COMPLETE && response.ok) browser.epoch = "epoch-2";
    return response;
  };
  frames = new FakeProviderFrames();
  storage = stubTabStorage();
});

const open = (relogin: "page" | "in-place" = "page"): Tab =>
  browser.openTab({ initial: browser.server.snapshot(), relogin });
const count = (path: string) => browser.server.count(path);

/** The session ends; `tab` finds out by a call, which waits. */
async function end(tab: Tab, reason: EndReason = "idle") {
  await tab.client.getAccessToken();
  browser.server.endReason = reason;
  browser.server.expireTokens();
  const call = tab.client.authFetch("/api/things").then(
    ({ status }) => status,
    ({ code }) => code,
  );
  await loaded();
  return call;
}

/** The parts that are loaded when they are needed take a moment of real time. */
async function loaded() {
  await vi.dynamicImportSettled();
  await settle();
  // The app is told of an end once React has drawn.
  await browser.clock.advance(0);
}

async function comeBack(tab: Tab) {
  tab.input();
  await loaded();
}

describe.each(["page", "in-place"] as const)(
  "a session of an identity provider that has expired (%s)",
  (relogin) => {
    test("goes on once the user is back: the call that waited is answered, and no page was left", async () => {
      const tab = open(relogin);
      const call = end(tab);
      await loaded();
      expect(tab.client.state.get().sessionEnd).toMatchObject({ renewal: "due", user: ada });
      expect(count(SILENT)).toBe(0);
      await comeBack(tab);
      expect(await call).toBe(200);
      expect(tab.client.state.get()).toMatchObject({ status: "signed-in", user: ada, sessionEnd: null });
      expect(browser.server.calls.find(({ path }) => path === COMPLETE)?.body).toEqual({
        code: "a-code",
        state: "state-1",
      });
      expect([tab.ends, tab.visited, frames.open]).toEqual([[], [], []]);
    });

    test("that the provider refuses leads to the login page, once, and the tab does not ask again", async () => {
      const tab = open(relogin);
      browser.server.next(COMPLETE, () => errorResponse("login_required", 401));
      const call = end(tab);
      await loaded();
      await comeBack(tab);
      await browser.clock.advance(60_000);
      expect(await call).toBe("session_expired");
      expect(tab.ends).toMatchObject([{ reason: "idle" }]);
      expect([count(SILENT), count(COMPLETE), frames.asked.length]).toEqual([1, 1, 1]);

      browser.server.endReason = null;
      const next = open(relogin);
      await end(next);
      expect(next.ends).toMatchObject([{ reason: "idle" }]);
      expect(count(SILENT)).toBe(1);
    });
  },
);

test.each<[EndReason]>([
  ["provider"],
  ["signed_out"],
  ["user"],
  ["admin"],
  ["reuse_detected"],
  ["password_changed"],
])("a session that ended as %s never comes back by itself", async (reason) => {
  const tab = open();
  void end(tab, reason);
  await loaded();
  await comeBack(tab);
  await browser.clock.advance(60_000);
  expect([count(SILENT), frames.asked]).toEqual([0, []]);
});

test("a session of a password is not asked for at the provider", async () => {
  browser.server.authMethods = ["pwd"];
  const tab = open();
  void end(tab);
  await loaded();
  await comeBack(tab);
  expect([count(SILENT), tab.ends.length]).toEqual([0, 1]);
});

test("a click a moment ago is sign enough of the user", async () => {
  vi.stubGlobal("navigator", { userActivation: { isActive: true } });
  const tab = open();
  expect(await end(tab)).toBe(200);
  expect(count(COMPLETE)).toBe(1);
});

test("another user at the provider is an error, never a switch", async () => {
  const tab = open();
  browser.server.next(COMPLETE, () => errorResponse("session_mismatch", 409));
  const call = end(tab);
  await loaded();
  await comeBack(tab);
  expect(await call).toBe("session_expired");
  expect(tab.client.state.get().user).toBeNull();
  expect(tab.ends).toHaveLength(1);
});

test("a frame that the browser blocks is given up after ten seconds, and the tab remembers it", async () => {
  frames.answer = () => null;
  const tab = open();
  void end(tab);
  await loaded();
  await comeBack(tab);
  await browser.clock.advance(10_000);
  expect(tab.ends).toHaveLength(1);
  expect(storage.size).toBe(1);
});

test("a server that cannot be reached says nothing about the browser: the next expired session is tried", async () => {
  const tab = open();
  browser.server.next(SILENT, () => errorResponse("unavailable", 503));
  void end(tab);
  await loaded();
  await comeBack(tab);
  await browser.clock.advance(60_000);
  expect(tab.ends).toHaveLength(1);
  expect(storage.size).toBe(0);
});

test("of two tabs one asks the provider; the calls of both are answered", async () => {
  const tabs = [open("in-place"), open("in-place")];
  const calls = tabs.map((tab) => end(tab));
  await loaded();
  for (const tab of tabs) tab.input();
  await loaded();
  await browser.clock.advance(1_000);
  expect(await Promise.all(calls)).toEqual([200, 200]);
  expect([count(SILENT), frames.asked.length]).toEqual([1, 1]);
});

test("a user who signs out meanwhile is not signed in again", async () => {
  const tab = open("in-place");
  frames.answer = () => null;
  void end(tab);
  await loaded();
  await comeBack(tab);
  tab.client.abandonRelogin();
  frames.send({ type: "latchkey:silent", query: "?code=c&state=state-1" });
  await loaded();
  expect(count(COMPLETE)).toBe(0);
});

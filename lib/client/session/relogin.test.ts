import { beforeEach, describe, expect, test } from "vitest";
import type { FakeBrowser, Tab } from "@/lib/client/fakes/fake-browser";
import { settle } from "@/lib/client/fakes/fake-clock";
import { ada, errorResponse, json } from "@/lib/client/fakes/fake-server";
import { endSession, openReloginPage, openReloginTab, PASSWORD, putNote } from "./relogin.fixture";

let browser: FakeBrowser;
let tab: Tab;
beforeEach(async () => {
  ({ browser, tab } = await openReloginPage());
});

const state = () => tab.client.state.get();
const sent = (path: string) => browser.server.calls.filter((call) => call.path === path);

test("a page whose session ends waits: blank, with the user's address and the reason, and the browser does not navigate", async () => {
  endSession(browser);
  void tab.client.authFetch("/api/things").catch(() => {});
  await browser.clock.advance(60_000);
  expect(state()).toMatchObject({
    status: "signed-out",
    user: null,
    session: null,
    sessionEnd: { reason: "admin", user: ada },
  });
  expect([tab.ends, tab.visited]).toEqual([[], []]);
});

test.each(["idle", "absolute"] as const)(
  "a page that finds its %s limit passed says when, though only the stream is told",
  async (reason) => {
    const limit = state().session?.expiresAt;
    browser.server.endReason = reason;
    await tab.client.checkSession();
    expect(state().sessionEnd).toMatchObject({ reason, at: limit });
  },
);

test("signing in again sends what was interrupted, once each, and the page is back", async () => {
  endSession(browser);
  const submission = putNote(tab, "half a sen");
  const calls = ["/api/a", "/api/b", "/api/c"].map((path) => tab.client.authFetch(path));
  await settle();
  const later = tab.client.authFetch("/api/d");
  await settle();
  expect(sent("/api/d")).toEqual([]);

  await tab.client.relogin(PASSWORD);
  expect(sent("/api/auth/login")).toMatchObject([
    { body: { email: "ada@example.com", password: PASSWORD, rememberMe: false } },
  ]);
  expect(await submission).toMatchObject({ body: { text: "half a sen" } });
  for (const call of [...calls, later]) expect((await call).status).toBe(200);
  expect(state()).toMatchObject({ status: "signed-in", user: ada, sessionEnd: null });

  const [first, second] = sent("/api/me/note");
  expect(first?.key).toBeTruthy();
  expect(second?.key).toBe(first?.key);
  expect(sent("/api/me/note")).toHaveLength(2);
  expect([tab.ends, tab.visited]).toEqual([[], []]);
});

test("two calls never share a key, one that brings its own keeps it, and reading needs none", async () => {
  await putNote(tab, "one");
  await putNote(tab, "one");
  await tab.client.authFetch("/api/x", { method: "POST", headers: { "Idempotency-Key": "mine" } });
  await tab.client.authFetch("/api/y");
  const [one, two] = sent("/api/me/note");
  expect(one?.key).not.toBe(two?.key);
  expect(sent("/api/x")[0]?.key).toBe("mine");
  expect(sent("/api/y")[0]?.key).toBeNull();
});

test("a wrong password is told, and the page goes on waiting", async () => {
  endSession(browser);
  const call = putNote(tab, "kept");
  await settle();
  browser.server.next("/api/auth/login", () => errorResponse("invalid_credentials", 401));
  await expect(tab.client.relogin("wrong")).rejects.toMatchObject({ code: "invalid_credentials" });
  expect(state().sessionEnd).toMatchObject({ reason: "admin" });
  await tab.client.relogin(PASSWORD);
  expect(await call).toMatchObject({ body: { text: "kept" } });
});

test("giving up rejects what waited, then tells the page, once", async () => {
  endSession(browser);
  const order: string[] = [];
  const call = putNote(tab, "lost").catch(({ details }) => order.push(`rejected: ${details.reason}`));
  await settle();
  tab.client.abandonRelogin();
  tab.client.abandonRelogin();
  await call;
  expect(tab.ends).toEqual([]);
  await browser.clock.advance(1);
  expect(order).toEqual(["rejected: admin"]);
  expect(tab.ends).toEqual([
    { reason: "admin", loginPath: "/login?reason=admin&returnTo=%2Fprofile%3Ftab%3Ddevices" },
  ]);
  expect(state().sessionEnd).toBeNull();
  await expect(putNote(tab, "later")).rejects.toMatchObject({ details: { reason: "admin" } });
});

test("giving up in one tab is for all of them, and waits for the server to leave the page", async () => {
  const other = openReloginTab(browser);
  await settle();
  endSession(browser);
  await tab.client.checkSession();
  await settle();
  expect([state().sessionEnd, other.client.state.get().sessionEnd]).toMatchObject([
    { reason: "admin" },
    { reason: "admin" },
  ]);
  browser.isOffline = true;
  await expect(tab.client.checkSession()).rejects.toThrow();
  tab.client.abandonRelogin();
  await browser.clock.advance(1);
  expect([state().sessionEnd, other.client.state.get().sessionEnd]).toEqual([null, null]);
  expect([tab.ends, other.ends.length]).toEqual([[], 1]); // the other one has not met the outage yet
  browser.isOffline = false;
  await browser.clock.advance(10_000);
  expect([tab.ends.length, other.ends.length]).toEqual([1, 1]);
});

test("signing in again in one tab brings all of them back, with their calls", async () => {
  const other = openReloginTab(browser);
  await settle();
  endSession(browser);
  const mine = putNote(tab, "mine");
  await settle();
  expect(other.client.state.get().sessionEnd).toMatchObject({ reason: "admin" });
  const theirs = other.client.authFetch("/api/theirs");
  browser.server.next("/api/auth/login", () => {
    browser.epoch = "epoch-2";
    browser.server.endReason = null;
    return json({ status: "complete", user: ada, ...browser.server.issue() });
  });
  await tab.client.relogin(PASSWORD);
  await settle();
  expect(await mine).toMatchObject({ body: { text: "mine" } });
  expect((await theirs).status).toBe(200);
  expect(other.client.state.get()).toMatchObject({ status: "signed-in", sessionEnd: null });
  expect(sent("/api/auth/login")).toHaveLength(1);
});

describe("another user who is signed in by then", () => {
  const grace = { ...ada, id: "u-grace", email: "grace@example.com" };
  beforeEach(() => {
    endSession(browser);
  });

  function graceSignsIn() {
    browser.epoch = "epoch-2";
    browser.server.next("/api/session", () =>
      json({ ...browser.server.snapshot(), authenticated: true, user: grace }),
    );
  }

  test.each(["by the hint of her tab", "when the password is given"])(
    "does not get the page, and nothing of what waited is sent: %s",
    async (how) => {
      const call = putNote(tab, "of Ada's").catch(({ code }) => code);
      await settle();
      graceSignsIn();
      browser.server.endReason = null;
      if (how === "by the hint of her tab") tab.receive("signed-in");
      else await tab.client.relogin(PASSWORD);
      await settle();
      expect(state().mismatch).toBe(true);
      expect(await call).toBe("session_mismatch");
      await browser.clock.advance(60_000);
      expect(tab.visited).toEqual([]);
      expect(sent("/api/auth/login")).toEqual([]);
      expect(sent("/api/me/note")).toHaveLength(1);
    },
  );
});

test("another tab's sign-out is on purpose: nothing waits for a password", async () => {
  browser.epoch = "epoch-2";
  browser.server.next("/api/session", () => json({ authenticated: false, serverTime: "" }));
  tab.receive("signed-out");
  await settle();
  expect(tab.visited).toEqual(["/login?reason=signed_out"]);
  expect(state().sessionEnd).toBeNull();
});

test("another tab's sign-out is on purpose though it never reached the server", async () => {
  browser.isOffline = true;
  browser.signOutMarkers.set("s-1", browser.epoch);
  tab.receive("signed-out");
  await settle();
  expect(state()).toMatchObject({ status: "signed-out", user: null, sessionEnd: null });
  expect(tab.visited).toEqual([]); // the page could not be loaded
  browser.isOffline = false;
  await browser.clock.advance(10_000);
  expect(tab.visited).toEqual(["/login?reason=signed_out"]);
});

test("no token outlives its session in memory, neither here nor where tabs share it", async () => {
  endSession(browser);
  void tab.client.authFetch("/api/things").catch(() => {});
  await settle();
  expect(await tab.env.tokenCache.find("epoch-1 u-ada")).toBeNull();
  let given = false;
  void tab.client.getAccessToken().then(
    () => {
      given = true;
    },
    () => {},
  );
  await browser.clock.advance(60_000);
  expect(given).toBe(false);
});

import { beforeEach, describe, expect, test } from "vitest";
import { FakeBrowser, type Tab } from "@/lib/client/fakes/fake-browser";
import { gate, settle } from "@/lib/client/fakes/fake-clock";
import { ada, errorResponse, json, signedIn } from "@/lib/client/fakes/fake-server";

const REFRESH = "/api/auth/refresh";

let browser: FakeBrowser;
beforeEach(() => {
  browser = new FakeBrowser();
});

function openTabs(count: number, options = {}): Tab[] {
  return Array.from({ length: count }, () => browser.openTab(options));
}

describe("signing out in one tab", () => {
  function acceptSignOut(otherTabs: number) {
    browser.server.next("/api/auth/logout", () => {
      browser.epoch = "epoch-2";
      return new Response(null, { status: 204 });
    });
    const signedOutResponse = () => json({ authenticated: false, serverTime: "" });
    browser.server.next("/api/session", ...Array.from({ length: otherTabs }, () => signedOutResponse));
  }

  test("takes the others of this browser to the login page", async () => {
    const [one, two, three] = openTabs(3);
    acceptSignOut(2);
    await one?.client.logout();
    await settle();
    expect(one?.visited).toEqual(["/login"]);
    for (const other of [two, three]) {
      expect(other?.client.state.get().user).toBeNull();
      expect(other?.visited).toEqual(["/login?reason=signed_out"]);
      expect(other?.ends).toEqual([]);
    }
  });

  test("and in again before the others looked, leaves them signed in", async () => {
    const [one, two] = openTabs(2);
    browser.server.next("/api/auth/logout", () => {
      browser.epoch = "epoch-3";
      return new Response(null, { status: 204 });
    });
    await one?.client.logout();
    await settle();
    expect(two?.client.state.get()).toMatchObject({ status: "signed-in", user: ada });
    expect(two?.visited).toEqual([]);
  });

  test("while the server is away takes them too", async () => {
    const [one, two] = openTabs(2);
    browser.isOffline = true;
    await one?.client.logout();
    await settle();
    expect(two?.client.state.get()).toMatchObject({ status: "signed-out", user: null });
  });

  test("reaches a tab that got no message as soon as it is looked at", async () => {
    const deaf = browser.openTab();
    browser.epoch = "epoch-2";
    browser.server.next("/api/session", () => json({ authenticated: false, serverTime: "" }));
    deaf.wake();
    await settle();
    expect(deaf.client.state.get().user).toBeNull();
    expect(deaf.visited).toEqual(["/login?reason=signed_out"]);
  });
});

test("a session that ended in one tab ends in all, each asking the server once, and each saying why", async () => {
  const tabs = openTabs(4);
  const ended = () => json({ authenticated: false, reason: "admin", serverTime: "" });
  browser.server.next("/api/session", ended, ended, ended);
  browser.server.next(REFRESH, () => errorResponse("session_revoked", 401, { reason: "admin" }));
  await tabs[0]?.client.getAccessToken().catch(() => {});
  await browser.clock.advance(1);
  for (const tab of tabs) expect(tab.ends).toMatchObject([{ reason: "admin" }]);
  expect(browser.server.count("/api/session")).toBe(3);
});

describe("signing in in one tab", () => {
  function signIn(tab: Tab | undefined, user = ada) {
    browser.server.next("/api/auth/login", () => {
      browser.epoch = "epoch-2";
      return json({ status: "complete", ...signedIn, user, ...browser.server.issue() });
    });
    const seen = () => json({ authenticated: true, ...signedIn, user, serverTime: "" });
    browser.server.next("/api/session", seen, seen);
    return tab?.client.login({ email: user.email, password: "correct horse battery staple" });
  }

  test("reaches a tab that was signed out", async () => {
    const [one, two] = openTabs(2, { initial: null });
    await signIn(one);
    await settle();
    expect(two?.client.state.get()).toMatchObject({ status: "signed-in", user: { id: "u-ada" } });
    expect(await two?.client.getAccessToken()).toBe("token-1");
    expect(browser.server.count(REFRESH)).toBe(0);
  });

  test("as another user sets the other tabs aside, so that neither user sees the other's data", async () => {
    const [one, two] = openTabs(2);
    await signIn(one, { ...ada, id: "u-grace", name: "Grace" });
    await settle();
    expect(two?.client.state.get()).toMatchObject({ mismatch: true, user: { id: "u-ada" } });
    await expect(two?.client.authFetch("/api/things")).rejects.toMatchObject({ code: "session_mismatch" });
    await browser.clock.advance(60_000);
    expect(two?.visited).toEqual([]);
  });
});

describe("a forged message", () => {
  test.each([
    "signed-in",
    "refreshed",
    "sessions-changed",
    JSON.stringify({ type: "signed-in", user: { ...ada, roles: ["admin"] } }),
    JSON.stringify({ type: "signed-in", accessToken: "token-evil" }),
    "__proto__",
    "",
  ])("%j does not change who is signed in", async (message) => {
    const stranger = browser.openTab({ initial: null });
    const tab = browser.openTab();
    for (const { receive } of [stranger, tab]) receive(message);
    await browser.clock.advance(1);
    expect(stranger.client.state.get()).toMatchObject({ status: "signed-out", user: null });
    expect(tab.client.state.get()).toMatchObject({ status: "signed-in", user: ada });
    expect(browser.server.calls).toEqual([]);
  });

  test("that the session is over is checked with the server, and not believed", async () => {
    const tab = browser.openTab();
    tab.receive("signed-out");
    await browser.clock.advance(1);
    expect(tab.client.state.get().status).toBe("signed-in");
    expect(tab.visited).toEqual([]);
  });
});

test("an answer that is older than the news of an end does not bring the page back", async () => {
  const tab = browser.openTab();
  const old = gate<Response>();
  for (const answer of [old, gate<Response>()]) browser.server.next("/api/session", () => answer.promise);
  void tab.client.checkSession().catch(() => {});
  browser.server.endReason = "user";
  tab.receive("signed-out");
  let wasShown = false;
  tab.client.state.subscribe(() => {
    const { user, isHidden } = tab.client.state.get();
    wasShown ||= user !== null && !isHidden;
  });
  old.open(json({ authenticated: true, ...browser.server.snapshot() }));
  await browser.clock.advance(1);
  expect(wasShown).toBe(false);
  expect(tab.client.state.get().user).toBeNull();
});

test("signing out hides the page before the server has answered, and waits four seconds for it at most", async () => {
  const tab = browser.openTab();
  browser.server.next("/api/auth/logout", () => new Promise(() => {}));
  void tab.client.logout();
  await browser.clock.advance(1);
  expect(tab.client.state.get().isHidden).toBe(true);
  await browser.clock.advance(4_000);
  expect(tab.client.state.get()).toMatchObject({ status: "signed-out", user: null });
  await browser.clock.advance(4_000); // asks whether the server is back, and it is
  expect(tab.visited).toEqual(["/login"]);
});

test("an answer about the session from before a sign-in here is not believed", async () => {
  const tab = browser.openTab();
  const late = gate<Response>();
  browser.server.next("/api/session", () => late.promise);
  const check = tab.client.checkSession();
  await settle();
  browser.server.next("/api/auth/login", () =>
    json({ status: "complete", ...signedIn, ...browser.server.issue() }),
  );
  await tab.client.login({ email: ada.email, password: "correct horse battery staple" });
  late.open(json({ authenticated: false, reason: "replaced", serverTime: "" }));
  await check;
  await browser.clock.advance(1);
  expect(tab.client.state.get().status).toBe("signed-in");
  expect(tab.ends).toEqual([]);
});

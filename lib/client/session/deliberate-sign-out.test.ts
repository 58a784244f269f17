import { beforeEach, describe, expect, test } from "vitest";
import { FakeBrowser, type Tab } from "@/lib/client/fakes/fake-browser";
import { errorResponse, json } from "@/lib/client/fakes/fake-server";

/** How long a blank page may stay where it is while the server can be reached. */
const PATIENCE_MS = 5_000;

let browser: FakeBrowser;
beforeEach(() => {
  browser = new FakeBrowser();
});

const signedOutResponse = () => json({ authenticated: false, serverTime: "" });

/** The server as it is after a sign-out in another tab: the cookies are gone, so it cannot say why. */
function signOutElsewhere(): void {
  browser.epoch = "epoch-2";
  const answer = browser.server.answer.bind(browser.server);
  browser.server.answer = async (call) => {
    if (call.path === "/api/session") return signedOutResponse();
    if (call.path === "/api/auth/refresh") return errorResponse("not_authenticated", 401);
    return answer(call);
  };
}

function expectAtLogin({ client, visited, ends }: Tab): void {
  expect(visited).toEqual(["/login?reason=signed_out"]);
  expect(ends).toEqual([]);
  expect(client.state.get()).toMatchObject({ status: "signed-out", user: null, sessionEnd: null });
}

describe.each(["page", "in-place"] as const)("a sign-out in another tab (%s)", (relogin) => {
  test("between the rendering of a page and the start of its scripts takes it to the login page", async () => {
    signOutElsewhere();
    const tab = browser.openTab({ relogin, epoch: "epoch-1" });
    expect(tab.client.state.get().isHidden).toBe(true);
    await browser.clock.advance(PATIENCE_MS);
    expectAtLogin(tab);
  });

  test("that a refused refresh is the first to notice takes the page to the login page", async () => {
    const tab = browser.openTab({ relogin, epoch: "epoch-1" });
    signOutElsewhere();
    await tab.client.getAccessToken().catch(() => {});
    await browser.clock.advance(PATIENCE_MS);
    expectAtLogin(tab);
  });

  test("reported when a limit has just passed and the server is away is told as a sign-out", async () => {
    browser.server.limits = { idleMs: 60_000, absoluteMs: 3_600_000 };
    const tab = browser.openTab({ relogin, initial: browser.server.snapshot() });
    browser.isOffline = true;
    browser.signOutMarkers.set("s-1", "epoch-1");
    await browser.clock.advance(60_000);
    expect(tab.client.state.get()).toMatchObject({ user: null, sessionEnd: null });
    browser.isOffline = false;
    await browser.clock.advance(PATIENCE_MS);
    expectAtLogin(tab);
  });

  test("reported in a long outage leads to the login page within five seconds of its end", async () => {
    const tab = browser.openTab({ relogin, initial: browser.server.snapshot() });
    browser.isOffline = true;
    tab.client.checkSession().catch(() => {});
    await browser.clock.advance(10 * 60_000);
    browser.signOutMarkers.set("s-1", "epoch-1");
    tab.receive("signed-out");
    await browser.clock.advance(5 * 60_000);
    expect(tab.client.state.get().user).toBeNull();
    browser.isOffline = false;
    await browser.clock.advance(PATIENCE_MS);
    expectAtLogin(tab);
  });
});

test("a sign-in in another tab before the login page's scripts start reaches it", async () => {
  browser.epoch = "epoch-2";
  const tab = browser.openTab({ initial: null, epoch: "epoch-1" });
  await browser.clock.advance(1);
  expect(tab.client.state.get().status).toBe("signed-in");
});

test("a sign-out during which the tab wakes is one sign-out, and the page leaves once", async () => {
  const tab = browser.openTab({ initial: browser.server.snapshot() });
  const signedOut = tab.client.logout();
  // The marker beside the cookies stands while the request is on its way. A tab that wakes looks for such markers.
  tab.wake();
  await signedOut;
  await browser.clock.advance(PATIENCE_MS);
  expect(browser.server.count("/api/auth/logout")).toBe(1);
  expect(tab.visited).toEqual(["/login"]);
});

test("a sign-out that goes on at an identity provider leaves for its page, and for no other first", async () => {
  const browser = new FakeBrowser();
  const tab = browser.openTab();
  const redirectTo = "https://id.example.com/session/end";
  await tab.client.withPlannedSignOut("signed_out", async () => {
    browser.streams[0]?.send({
      type: "revoked",
      sessionId: "s-1",
      reason: "signed_out",
      at: "",
      by: "you",
      from: null,
    } as never);
    return { redirectTo };
  });
  await browser.clock.advance(1_000);
  expect([tab.visited, tab.client.state.get().user]).toEqual([[redirectTo], null]);
});

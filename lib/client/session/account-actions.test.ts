import { beforeEach, describe, expect, test } from "vitest";
import { FakeBrowser, type Tab } from "@/lib/client/fakes/fake-browser";
import { gate, settle } from "@/lib/client/fakes/fake-clock";
import { ada, errorResponse, json, signedIn } from "@/lib/client/fakes/fake-server";
import type { AuthError } from "@/lib/client/http/auth-error";

const credentials = { email: ada.email, password: "correct horse battery staple" };

let browser: FakeBrowser;
beforeEach(() => {
  browser = new FakeBrowser();
});

function acceptSignIn(path: string) {
  browser.server.next(path, () => {
    browser.epoch = "epoch-2";
    return json({ status: "complete", ...signedIn, ...browser.server.issue() });
  });
}

describe("signing in", () => {
  test.each([
    ["login", "/api/auth/login"],
    ["signup", "/api/auth/signup"],
  ] as const)("%s signs the tab in, with the token of the response", async (kind, path) => {
    const tab = browser.openTab({ initial: null });
    const logins: string[] = [];
    tab.client.on("login", ({ id }) => logins.push(id));
    acceptSignIn(path);
    await tab.client[kind]({ ...credentials, name: "Ada" });
    expect(tab.client.state.get()).toMatchObject({
      status: "signed-in",
      user: ada,
      busy: false,
      error: null,
    });
    expect(await tab.client.getAccessToken()).toBe("token-1");
    expect(browser.server.count("/api/auth/refresh")).toBe(0);
    expect(logins).toEqual(["u-ada"]);
  });

  test("with a wrong password throws, and says so in the state until cleared", async () => {
    const tab = browser.openTab({ initial: null });
    browser.server.next("/api/auth/login", () => errorResponse("invalid_credentials", 401));
    await expect(tab.client.login(credentials)).rejects.toMatchObject({ code: "invalid_credentials" });
    expect(tab.client.state.get()).toMatchObject({ busy: false, error: { code: "invalid_credentials" } });
    tab.client.clearError();
    expect(tab.client.state.get().error).toBeNull();
  });

  test("is busy while it is on its way", async () => {
    const tab = browser.openTab({ initial: null });
    const slow = gate<Response>();
    browser.server.next("/api/auth/login", () => slow.promise);
    const login = tab.client.login(credentials).catch(() => {});
    expect(tab.client.state.get().busy).toBe(true);
    slow.open(errorResponse("rate_limited", 429));
    await login;
    expect(tab.client.state.get().busy).toBe(false);
  });
});

describe("changing the password", () => {
  const change = { currentPassword: "old old old old old", newPassword: "new new new new new" };
  let tab: Tab;
  beforeEach(async () => {
    tab = browser.openTab();
    await tab.client.getAccessToken();
    await settle();
  });

  test("takes over the new token, and shares it, before any other tab may rotate", async () => {
    const other = browser.openTab();
    const slow = gate<Response>();
    browser.server.next("/api/me/password", () => slow.promise);
    const changed = tab.client.changePassword(change);
    await settle();
    const waiting = other.client.forceRefresh();
    await settle();
    expect(browser.server.count("/api/auth/refresh")).toBe(1);
    slow.open(json(browser.server.issue()));
    await changed;
    expect(await tab.client.getAccessToken()).toBe("token-2");
    await waiting;
    expect(browser.server.calls.filter(({ path }) => path === "/api/me/password")).toMatchObject([
      { token: "token-1", body: change },
    ]);
    expect(browser.messages).toContain("sessions-changed");
  });

  test("with a report of a session goes where that session is ended, too, and keeps the tab signed in", async () => {
    browser.server.next("/api/me/secure-account", () => json(browser.server.issue()));
    const report = { ...change, sessionId: "s-2", code: "123456" };
    await tab.client.changePassword(report);
    expect(browser.server.calls.at(-1)).toMatchObject({ path: "/api/me/secure-account", body: report });
    expect(await tab.client.getAccessToken()).toBe("token-2");
    expect(browser.messages).toContain("sessions-changed");
  });

  test("with a wrong current password ends nothing", async () => {
    browser.server.next("/api/me/password", () => errorResponse("invalid_credentials", 401));
    await expect(tab.client.changePassword(change)).rejects.toMatchObject({ code: "invalid_credentials" });
    expect(browser.server.count("/api/auth/refresh")).toBe(1);
    expect(tab.client.state.get().status).toBe("signed-in");
  });

  test("with an expired token refreshes, and tries once more", async () => {
    browser.server.next(
      "/api/me/password",
      () => errorResponse("token_expired", 401),
      () => json(browser.server.issue()),
    );
    await tab.client.changePassword(change);
    expect(browser.server.count("/api/me/password")).toBe(2);
  });
});

describe("a browser that keeps no cookies", () => {
  async function signInWithout(answer: (() => Response) | null) {
    browser.epoch = "";
    browser.server.next("/api/auth/login", () =>
      json({ status: "complete", ...signedIn, ...browser.server.issue() }),
    );
    const tab = browser.openTab({ initial: null });
    await settle();
    browser.server.calls = [];
    if (answer) browser.server.next("/api/session", answer);
    const outcome = await tab.client.login(credentials).catch((error: AuthError) => error.code);
    return { outcome, state: tab.client.state.get(), calls: browser.server.calls.map(({ path }) => path) };
  }

  test("is not signed in, and the session it cannot use is ended", async () => {
    const { outcome, state, calls } = await signInWithout(() => json({ authenticated: false }));
    expect(outcome).toBe("cookies_blocked");
    expect(state).toMatchObject({ session: null, error: { code: "cookies_blocked" } });
    expect(calls).toEqual(["/api/auth/login", "/api/session", "/api/sessions/s-1"]);
  });

  test.each([
    ["only hides them from scripts", () => json({ authenticated: true })],
    ["cannot be asked about", () => errorResponse("unavailable", 503)],
  ])("one that %s is signed in", async (_, answer) => {
    const { outcome, state } = await signInWithout(answer);
    expect(outcome).toMatchObject({ user: ada });
    expect(state.session).not.toBeNull();
  });
});

describe("a request that takes the cookies alone", () => {
  test.each([202, 204])("has no value when the answer is %i without a body", async (status) => {
    const tab = browser.openTab({ initial: null });
    browser.server.next("/api/auth/password-reset", () => new Response(null, { status }));
    const body = { email: ada.email };
    expect(await tab.client.request("/api/auth/password-reset", { body })).toBeUndefined();
    expect(tab.client.state.get()).toMatchObject({ status: "signed-out", busy: false, error: null });
  });

  test("signs the tab in when it completes a sign-in, and no sooner", async () => {
    const tab = browser.openTab({ initial: null });
    browser.server.next("/api/auth/ticket", () => json({ status: "needs_second_factor", attempt: {} }));
    await tab.client.request("/api/auth/ticket", { body: {} });
    expect(tab.client.state.get().status).toBe("signed-out");
    acceptSignIn("/api/auth/ticket");
    await tab.client.request("/api/auth/ticket", { body: {} });
    expect(tab.client.state.get()).toMatchObject({ status: "signed-in", user: ada });
    expect(await tab.client.getAccessToken()).toBe("token-1");
  });
});

test("requests by the cookies alone go one after another: no answer replaces the cookie of a sign-in", async () => {
  const tab = browser.openTab({ initial: null });
  const slow = gate<Response>();
  browser.server.next("/api/auth/passkey/options", () => slow.promise);
  acceptSignIn("/api/auth/login");
  const options = tab.client.request("/api/auth/passkey/options").catch(({ code }: AuthError) => code);
  const login = tab.client.login(credentials);
  await settle();
  expect(browser.server.count("/api/auth/login")).toBe(0);
  slow.open(errorResponse("rate_limited", 429));
  expect([await options, (await login).status]).toEqual(["rate_limited", "complete"]);
});

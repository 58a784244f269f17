import { beforeEach, describe, expect, test } from "vitest";
import { FakeBrowser, type Tab } from "@/lib/client/fakes/fake-browser";
import { gate, settle } from "@/lib/client/fakes/fake-clock";
import { errorResponse, json, sessionOf, signedIn } from "@/lib/client/fakes/fake-server";
import type { TokenOwner } from "./rotator";
import { LOCK_TIMEOUT_MS } from "./tab-lock";
import { createTokenManager } from "./token-manager";

const REFRESH = "/api/auth/refresh";

let browser: FakeBrowser;
let tab: Tab;
beforeEach(() => {
  browser = new FakeBrowser();
  tab = browser.openTab();
});

const owner: TokenOwner = { expected: () => ({ expectedUserId: "u-ada" }), dispatch() {} };

const refreshes = () => browser.server.count(REFRESH);
const status = () => tab.client.state.get().status;

describe("time", () => {
  test("a token is renewed a minute before it expires, unasked", async () => {
    await tab.client.getAccessToken();
    await browser.clock.advance(839_000);
    expect(refreshes()).toBe(1);
    await browser.clock.advance(2_000);
    expect(refreshes()).toBe(2);
    expect(await tab.client.getAccessToken()).toBe("token-2");
  });

  test("a long lead is cut to half of the token's life, so a short token does not renew itself all the time", async () => {
    browser.server.tokenLifeSeconds = 10;
    await tab.client.getAccessToken();
    await browser.clock.advance(4_900);
    expect(refreshes()).toBe(1);
    await browser.clock.advance(200);
    expect(refreshes()).toBe(2);
  });

  test.each([-86_400_000 * 400, 86_400_000 * 400])(
    "a device clock off by %i ms changes nothing",
    async (skew) => {
      const wrong = browser.openTab({ skew });
      expect(await wrong.client.getAccessToken()).toBe("token-1");
      await browser.clock.advance(600_000);
      expect(await wrong.client.getAccessToken()).toBe("token-1");
      expect(refreshes()).toBe(1);
    },
  );

  test("a timer that slept through the expiry is made good when the page wakes", async () => {
    await tab.client.getAccessToken();
    await settle();
    browser.clock.now += 3_600_000;
    tab.wake();
    await settle();
    expect(refreshes()).toBe(2);
  });

  test("a slow answer's token is counted from when the request left", async () => {
    const slow = gate<Response>();
    browser.server.next(REFRESH, () => slow.promise);
    browser.server.tokenLifeSeconds = 10;
    const token = tab.client.getAccessToken();
    await browser.clock.advance(6_000);
    slow.open(json(browser.server.issue()));
    await token;
    await browser.clock.advance(1);
    expect(refreshes()).toBe(2);
  });
});

describe("superseded", () => {
  const superseded = () => errorResponse("superseded", 409);

  test("once: the request was overtaken, and is sent again", async () => {
    browser.server.next(REFRESH, superseded);
    expect(await tab.client.getAccessToken()).toBe("token-1");
    expect(refreshes()).toBe(2);
  });

  test("twice: the password was changed elsewhere, and the person has to sign in", async () => {
    browser.server.next(REFRESH, superseded, superseded);
    await expect(tab.client.getAccessToken()).rejects.toMatchObject({
      code: "session_revoked",
      details: { reason: "password_changed" },
    });
    await browser.clock.advance(1);
    expect(tab.ends).toMatchObject([{ reason: "password_changed" }]);
    expect(refreshes()).toBe(2);
  });
});

describe("a refusal", () => {
  const refused = () => errorResponse("session_revoked", 401, { reason: "replaced" });
  const refusedAfterSignIn = () => {
    browser.epoch = "epoch-2";
    return refused();
  };

  test("is believed at once when there was no sign-in or sign-out meanwhile", async () => {
    browser.server.next(REFRESH, refused);
    await expect(tab.client.getAccessToken()).rejects.toMatchObject({ code: "session_revoked" });
    expect(refreshes()).toBe(1);
  });

  test("of a session that a newer sign-in replaced meanwhile is asked again", async () => {
    browser.server.next(REFRESH, refusedAfterSignIn);
    expect(await tab.client.getAccessToken()).toBe("token-1");
    expect(status()).toBe("signed-in");
  });

  test("is asked about again once, not for ever", async () => {
    let turn = 0;
    const always = () => {
      browser.epoch = `later-${++turn}`;
      return refused();
    };
    browser.server.next(REFRESH, always, always, always, always);
    await expect(tab.client.getAccessToken()).rejects.toMatchObject({ code: "session_revoked" });
    expect(refreshes()).toBe(2);
  });
});

describe("a late answer", () => {
  test("to a refresh from before the logout brings nothing back", async () => {
    const late = gate<Response>();
    browser.server.next(REFRESH, () => late.promise);
    const call = expect(tab.client.getAccessToken()).rejects.toMatchObject({ code: "session_revoked" });
    await settle();
    await tab.client.logout();
    await call;
    late.open(json(browser.server.issue()));
    await settle();
    expect(status()).toBe("signed-out");
    await expect(tab.client.getAccessToken()).rejects.toMatchObject({ details: { reason: "signed_out" } });
  });

  test("that refuses the session before a sign-in does not end the one after it", async () => {
    const late = gate<Response>();
    browser.server.next(REFRESH, () => late.promise);
    // A call that waits might get another user's token.
    const waiting = expect(tab.client.getAccessToken()).rejects.toMatchObject({ code: "not_authenticated" });
    await settle();
    const { user, session } = tab.client.state.get();
    browser.server.next("/api/auth/login", () =>
      json({ status: "complete", user, ...browser.server.issue(), session: { ...session, id: "s-2" } }),
    );
    await tab.client.login({ email: "ada@example.com", password: "correct horse battery staple" });
    await waiting;
    late.open(errorResponse("session_revoked", 401, { reason: "replaced" }));
    await browser.clock.advance(1);
    expect(status()).toBe("signed-in");
    expect(tab.ends).toEqual([]);
    expect(await tab.client.getAccessToken()).toBe("token-1");
  });
});

test("the refresh names the user this tab expected in; when that is another user, the page says so and stays", async () => {
  browser.server.next(REFRESH, () => errorResponse("session_mismatch", 409));
  await expect(tab.client.getAccessToken()).rejects.toMatchObject({ code: "session_mismatch" });
  expect(browser.server.calls[0]?.body).toEqual({ expectedUserId: "u-ada" });
  expect(tab.client.state.get().mismatch).toBe(true);
  await browser.clock.advance(60_000);
  expect(tab.visited).toEqual([]);
  expect(tab.ends).toEqual([]);
});

test("forceRefresh renews a token that is still good, and the old one stays until then", async () => {
  await tab.client.getAccessToken();
  const slow = gate<Response>();
  browser.server.next(REFRESH, () => slow.promise);
  const forced = tab.client.forceRefresh();
  await settle();
  expect(await tab.client.getAccessToken()).toBe("token-1");
  slow.open(json(browser.server.issue()));
  await forced;
  expect(await tab.client.getAccessToken()).toBe("token-2");
});

test("a page without a signed-in user asks for no token", async () => {
  const stranger = browser.openTab({ initial: null });
  await expect(stranger.client.authFetch("/api/me")).rejects.toMatchObject({ code: "not_authenticated" });
  expect(browser.server.calls).toEqual([]);
  expect(stranger.ends).toEqual([]);
});

test("a token shared by another tab is left alone when it is due itself", async () => {
  tab.env.tokenCache.keep("epoch-1 u-ada", { accessToken: "token-old", remaining: 30_000, life: 900_000 });
  expect(await tab.client.getAccessToken()).toBe("token-1");
});

test("a call that joins a refresh in its last moment is served by the next", async () => {
  const manager = createTokenManager(tab.env, owner, 60_000);
  const first = await manager.getAccessToken();
  const again = manager.getAccessToken({ rejectedToken: first });
  await settle();
  expect(await again).toBe("token-2");
});

test("a call that waits while another tab signs the same user in anew gets a token of the new session", async () => {
  browser.server.next(REFRESH, () => new Promise(() => {}));
  const waiting = tab.client.getAccessToken();
  await settle();
  browser.epoch = "epoch-2";
  browser.server.next("/api/session", () =>
    json({ authenticated: true, ...signedIn, session: sessionOf("s-2", true), serverTime: "" }),
  );
  tab.receive("signed-in");
  await browser.clock.advance(LOCK_TIMEOUT_MS);
  expect(await waiting).toBe("token-1");
});

import { beforeEach, describe, expect, test } from "vitest";
import { FakeBrowser, type Tab } from "@/lib/client/fakes/fake-browser";
import { errorResponse, json } from "@/lib/client/fakes/fake-server";
import { isRecoverable } from "@/lib/client/http/auth-error";

const REFRESH = "/api/auth/refresh";

let browser: FakeBrowser;
let tab: Tab;
beforeEach(() => {
  browser = new FakeBrowser();
  tab = browser.openTab();
});

const refreshes = () => browser.server.count(REFRESH);
const status = () => tab.client.state.get().status;

describe("what is no refusal", () => {
  test("a lost answer is given up after eight seconds and asked for again", async () => {
    browser.server.next(REFRESH, () => new Promise(() => {}));
    const token = tab.client.getAccessToken();
    await browser.clock.advance(7_900);
    expect(refreshes()).toBe(1);
    await browser.clock.advance(700);
    expect(await token).toBe("token-1");
    expect(refreshes()).toBe(2);
  });

  test("a network that is gone keeps the person signed in, tells calls after a while, and is tried again", async () => {
    browser.isOffline = true;
    const errors: string[] = [];
    tab.client.on("error", ({ code }) => errors.push(code));
    const call = tab.client.getAccessToken().catch((thrown: unknown) => thrown);
    await browser.clock.advance(30_000);
    const error = await call;
    expect(error).toMatchObject({ code: "silent_auth_failed" });
    expect(isRecoverable(error)).toBe(true);
    expect(errors).toContain("silent_auth_failed");
    expect(status()).toBe("signed-in");
    expect(tab.ends).toEqual([]);

    const before = tab.client.getAccessToken();
    await expect(before).rejects.toMatchObject({ code: "silent_auth_failed" });
    browser.isOffline = false;
    tab.wake();
    await browser.clock.advance(1);
    expect(await tab.client.getAccessToken()).toBe("token-1");
  });

  test.each([
    ["rate_limited", 429],
    ["server_error", 500],
    ["unavailable", 503],
  ] as const)(
    "%s is tried again, not before Retry-After, not even by a waking page",
    async (code, httpStatus) => {
      browser.server.next(REFRESH, () => errorResponse(code, httpStatus, undefined, { "Retry-After": "7" }));
      const token = tab.client.getAccessToken();
      await browser.clock.advance(3_000);
      tab.wake();
      await browser.clock.advance(3_900);
      expect(refreshes()).toBe(1);
      await browser.clock.advance(200);
      expect(await token).toBe("token-1");
      expect(refreshes()).toBe(2);
    },
  );

  test("a Retry-After longer than a call can wait rejects it at once", async () => {
    browser.server.next(REFRESH, () =>
      errorResponse("rate_limited", 429, undefined, { "Retry-After": "3600" }),
    );
    await expect(tab.client.getAccessToken()).rejects.toMatchObject({ code: "rate_limited" });
    await expect(tab.client.authFetch("/api/me")).rejects.toMatchObject({ code: "rate_limited" });
    await browser.clock.advance(3_599_000);
    expect(refreshes()).toBe(1);
    await browser.clock.advance(2_000);
    expect(refreshes()).toBe(2);
  });

  test("attempts get rarer", async () => {
    browser.isOffline = true;
    let attempts = 0;
    const { fetch } = tab.env;
    tab.env.fetch = (...call) => {
      attempts++;
      return fetch(...call);
    };
    tab.client.getAccessToken().catch(() => {});
    await browser.clock.advance(600_000);
    expect(attempts).toBeGreaterThan(5);
    expect(attempts).toBeLessThan(30);
  });

  test("a captive portal's page is not taken for a token", async () => {
    browser.server.next(
      REFRESH,
      () => new Response("<h1>Welcome</h1>"),
      () => json({ hello: "there" }),
    );
    const token = tab.client.getAccessToken();
    await browser.clock.advance(5_000);
    expect(await token).toBe("token-1");
    expect(status()).toBe("signed-in");
  });

  test("a good token goes on being used while its renewal fails", async () => {
    await tab.client.getAccessToken();
    browser.isOffline = true;
    await browser.clock.advance(850_000);
    expect(await tab.client.getAccessToken()).toBe("token-1");
  });
});

import { beforeEach, describe, expect, test } from "vitest";
import { FakeBrowser } from "@/lib/client/fakes/fake-browser";
import { settle } from "@/lib/client/fakes/fake-clock";
import { errorResponse, json } from "@/lib/client/fakes/fake-server";

let browser: FakeBrowser;
beforeEach(() => {
  browser = new FakeBrowser();
});

describe("presence", () => {
  const reports = () => browser.server.calls.filter(({ path }) => path === "/api/session/activity");
  const limits = (idle: number) => () =>
    json({
      idleExpiresAt: new Date(idle * 1000).toISOString(),
      absoluteExpiresAt: "2030-01-01T00:00:00.000Z",
      serverTime: new Date(0).toISOString(),
    });

  test("an opened page is presence, and told at once", async () => {
    browser.storage.set("latchkey:activity", "0");
    browser.server.next("/api/session/activity", () => errorResponse("token_expired", 401), limits(1800));
    const tab = browser.openTab();
    await settle();
    expect(reports().at(-1)?.body).toEqual({ idleForSeconds: 0 });
    expect(tab.client.state.get().session?.idleExpiresAt).toBe("1970-01-01T00:30:00.000Z");
  });

  test("is told once a minute over all tabs and documents, however much is typed", async () => {
    const tabs = [browser.openTab(), browser.openTab()];
    for (let second = 0; second < 120; second++) {
      for (const tab of tabs) tab.input();
      await browser.clock.advance(1_000);
      if (second === 70) tabs.push(browser.openTab());
    }
    expect(new Set(reports().map(({ token }) => token)).size).toBeLessThanOrEqual(2);
    const told = reports().filter(({ token }) => token);
    expect(told.length).toBeLessThanOrEqual(2);
    expect(told.length).toBeGreaterThan(0);
  });

  test("of tabs in step is told once, though each reads late what another has stored", async () => {
    const tabs = [1, 2, 3].map(() => browser.openTab());
    for (const tab of tabs) await tab.client.getAccessToken();
    await browser.clock.advance(300_000);
    browser.server.calls = [];
    browser.storageLag = 200;
    for (const tab of tabs) tab.input();
    await browser.clock.advance(10_000);
    expect(reports()).toHaveLength(1);
  });

  test("is told though a frozen tab holds the lock", async () => {
    const tab = browser.openTab();
    await tab.client.getAccessToken();
    await browser.clock.advance(120_000);
    browser.server.calls = [];
    const release = browser.freezeLock("latchkey-activity");
    tab.input();
    await browser.clock.advance(6_000);
    expect(reports()).toHaveLength(1);
    release();
  });

  test("of a signed-out visitor does not count: the first page after sign-in still reports its own", async () => {
    browser.storage.set("latchkey:activity", "0");
    const visitor = browser.openTab({ initial: null });
    visitor.input();
    await browser.clock.advance(1_000);
    expect(browser.storage.get("latchkey:activity")).toBe("0");
    expect(reports()).toEqual([]);
  });

  test("of long ago is told as such, and silence is not told at all", async () => {
    browser.server.next("/api/session/activity", ...Array.from({ length: 9 }, () => limits(1800)));
    const tab = browser.openTab();
    await browser.clock.advance(10_000);
    tab.input();
    await browser.clock.advance(3_600_000);
    expect(
      reports()
        .filter(({ token }) => token)
        .map(({ body }) => body),
    ).toEqual([{ idleForSeconds: 50 }]);
  });

  test("a renewed token is none", async () => {
    const tab = browser.openTab();
    await tab.client.getAccessToken();
    await browser.clock.advance(60_000);
    const before = reports().length;
    await browser.clock.advance(3_600_000);
    expect(browser.server.count("/api/auth/refresh")).toBeGreaterThan(2);
    expect(reports().length).toBe(before);
  });

  test("not told yet is told when the page is left, by a request that outlives it", async () => {
    const tab = browser.openTab();
    await tab.client.getAccessToken();
    tab.hide(true);
    tab.hide(true);
    await settle();
    expect(reports()).toMatchObject([{ token: "token-1", keepalive: true, body: { idleForSeconds: 0 } }]);
  });

  test("a tab that is only put aside tells nothing", async () => {
    const tab = browser.openTab();
    await tab.client.getAccessToken();
    tab.hide();
    await settle();
    expect(reports()).toEqual([]);
  });

  test("under an idle limit of ten seconds is told every few seconds, or a person at work would be signed out", async () => {
    browser.storage.set("latchkey:activity", "0");
    browser.server.limits = { idleMs: 10_000, absoluteMs: 86_400_000 };
    const tab = browser.openTab({ initial: browser.server.snapshot() });
    for (let second = 0; second < 12; second++) {
      await browser.clock.advance(1_000);
      tab.input();
    }
    expect(reports().length).toBeGreaterThanOrEqual(4);
    expect(tab.client.state.get()).toMatchObject({ status: "signed-in", expiryWarning: null });
  });
});

import { beforeEach, describe, expect, test } from "vitest";
import { FakeBrowser, type Tab } from "@/lib/client/fakes/fake-browser";
import { settle } from "@/lib/client/fakes/fake-clock";
import { json } from "@/lib/client/fakes/fake-server";
import { LOCK_TIMEOUT_MS } from "@/lib/client/tokens/tab-lock";

const REFRESH = "/api/auth/refresh";

let browser: FakeBrowser;
beforeEach(() => {
  browser = new FakeBrowser();
});

function openTabs(count: number, options = {}): Tab[] {
  return Array.from({ length: count }, () => browser.openTab(options));
}

async function fiveCallsInEach(tabs: Tab[]) {
  const calls = tabs.flatMap((tab) =>
    Array.from({ length: 5 }, (_, index) => tab.client.authFetch(`/api/things/${index}`)),
  );
  return (await Promise.all(calls)).map((response) => response.status);
}

describe("fifty 401s in ten tabs", () => {
  test("cause one refresh", async () => {
    const tabs = openTabs(10);
    await Promise.all(tabs.map((tab) => tab.client.getAccessToken()));
    expect(browser.server.count(REFRESH)).toBe(1);
    browser.server.expireTokens();
    expect(new Set(await fiveCallsInEach(tabs))).toEqual(new Set([200]));
    expect(browser.server.count(REFRESH)).toBe(2);
  });

  test("without a shared worker cause one a tab, one at a time", async () => {
    const tabs = openTabs(10, { hasWorker: false });
    let running = 0;
    let most = 0;
    const slowly = async () => {
      most = Math.max(most, ++running);
      await settle();
      running--;
      return json(browser.server.issue());
    };
    browser.server.next(REFRESH, ...tabs.map(() => slowly));
    expect(new Set(await fiveCallsInEach(tabs))).toEqual(new Set([200]));
    expect(browser.server.count(REFRESH)).toBe(10);
    expect(most).toBe(1);
  });

  test("without locks cause at most one a tab, and everybody goes on", async () => {
    const tabs = openTabs(10, { hasLocks: false });
    expect(new Set(await fiveCallsInEach(tabs))).toEqual(new Set([200]));
    expect(browser.server.count(REFRESH)).toBeLessThanOrEqual(10);
  });
});

test("ten open tabs renew silently with one request", async () => {
  const tabs = openTabs(10);
  await Promise.all(tabs.map((tab) => tab.client.getAccessToken()));
  await browser.clock.advance(860_000);
  expect(browser.server.count(REFRESH)).toBe(2);
});

test("a tab frozen inside the lock holds the others up for five seconds, no longer", async () => {
  const tab = browser.openTab();
  browser.freezeLock();
  const token = tab.client.getAccessToken();
  await browser.clock.advance(LOCK_TIMEOUT_MS - 1);
  expect(browser.server.count(REFRESH)).toBe(0);
  await browser.clock.advance(1);
  expect(await token).toBe("token-1");
});

test("no message and no storage ever holds a token", async () => {
  const [one, two] = openTabs(2);
  await one?.client.getAccessToken();
  browser.server.expireTokens();
  await two?.client.authFetch("/api/things");
  await two?.client.logout();
  await settle();
  expect(browser.messages.length).toBeGreaterThan(1);
  expect(JSON.stringify([browser.messages, [...browser.storage]])).not.toContain("token-");
});

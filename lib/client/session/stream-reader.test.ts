import { beforeEach, describe, expect, test } from "vitest";
import { FakeBrowser, type FakeStream, type Tab } from "@/lib/client/fakes/fake-browser";
import { settle } from "@/lib/client/fakes/fake-clock";
import type { SessionEnd, StreamMessage } from "@/lib/session/session-events";

let browser: FakeBrowser;
beforeEach(() => {
  browser = new FakeBrowser();
});

async function openTabs(count: number, options = {}): Promise<Tab[]> {
  const initial = browser.server.snapshot();
  const tabs: Tab[] = [];
  for (let opened = 0; opened < count; opened++) {
    tabs.push(browser.openTab({ initial, relogin: "in-place", ...options }));
    await settle();
  }
  return tabs;
}

const readers = () => browser.streams.map(({ tab }) => tab);
const revoked: SessionEnd = {
  sessionId: "s-1",
  reason: "user",
  at: "2026-01-01T12:00:00.000Z",
  by: "you",
  from: null,
};

describe("the event stream", () => {
  test("is read by one tab, and by one more that is in sight", async () => {
    const [one, two, three, four] = await openTabs(4);
    expect(readers()).toEqual([1, 2]);
    one?.close();
    await settle();
    expect(readers()).toEqual([2, 3]);
    two?.hide(true);
    await settle();
    expect(readers()).toEqual([3, 4]);
    three?.close();
    four?.close();
    two?.wake();
    await settle();
    expect(readers()).toEqual([2]);
  });

  test("stays with a tab that is only put aside", async () => {
    const [one] = await openTabs(1);
    one?.hide();
    await settle();
    expect(readers()).toEqual([1]);
  });

  test("is read once where one tab is in sight and it has the first lock", async () => {
    const [one, two] = await openTabs(2);
    two?.hide();
    await settle();
    expect(readers()).toEqual([1]);
    one?.wake();
    await settle();
    expect(readers()).toEqual([1]);
  });

  test("goes to a tab that has been put aside when no other has it", async () => {
    const [one, two] = await openTabs(2);
    two?.hide();
    one?.close();
    await settle();
    expect(readers()).toEqual([2]);
  });

  test("is not read by a tab that is signed out", async () => {
    await openTabs(1, { initial: null });
    expect(readers()).toEqual([]);
  });

  test("without locks is read by every tab in sight, and by none out of sight", async () => {
    const [, two] = await openTabs(3, { hasLocks: false });
    expect(readers()).toEqual([1, 2, 3]);
    two?.hide();
    await settle();
    expect(readers()).toEqual([1, 3]);
    two?.wake();
    expect(readers()).toEqual([1, 3, 2]);
  });
});

describe("a stream that is broken", () => {
  const isLost = (tab?: Tab) => tab?.client.state.get().isStreamLost;
  const stream = () => browser.streams[0] as FakeStream;
  const state = (): StreamMessage => ({
    event: "state",
    data: { authenticated: true, ...browser.server.snapshot(), serverTime: browser.server.time() },
  });

  test("is lost after three seconds, however often the browser tries; the session is checked then", async () => {
    const [tab] = await openTabs(1);
    browser.server.calls = [];
    stream().break();
    await browser.clock.advance(2_000);
    stream().break();
    expect(isLost(tab)).toBe(false);
    await browser.clock.advance(1_000);
    expect(isLost(tab)).toBe(true);
    expect(browser.server.count("/api/session")).toBe(1);
    stream().send(state());
    expect(isLost(tab)).toBe(false);
  });

  test("and opens again in time was never lost", async () => {
    const [tab] = await openTabs(1);
    browser.server.calls = [];
    stream().break();
    await browser.clock.advance(2_900);
    stream().send(state());
    await browser.clock.advance(10_000);
    expect(isLost(tab)).toBe(false);
    expect(browser.server.calls).toEqual([]);
  });

  test.each([
    ["the page is left", (tab: Tab) => tab.hide(true)],
    ["the user signs out", (tab: Tab) => tab.client.logout()],
    ["the server refuses it", () => stream().refuse()],
  ])("is not lost any more when %s", async (_name, act) => {
    const [tab] = await openTabs(1);
    stream().break();
    await browser.clock.advance(3_000);
    expect(isLost(tab)).toBe(true);
    await act(tab as Tab);
    await settle();
    expect(isLost(tab)).toBe(false);
  });
});

describe("a frozen tab that has a lock", () => {
  test.each(["latchkey-stream", "latchkey-visible-stream"])(
    "%s keeps no visible tab from reading",
    async (lock) => {
      const thaw = browser.freezeLock(lock);
      const [one, two] = await openTabs(2);
      browser.server.endReason = "user";
      for (const { send } of [...browser.streams] as FakeStream[]) send({ event: "revoked", data: revoked });
      await settle();
      for (const tab of [one, two])
        expect(tab?.client.state.get().sessionEnd).toMatchObject({ reason: "user" });
      thaw();
    },
  );

  test("leaves a tab that comes into view the stream", async () => {
    const thaw = browser.freezeLock("latchkey-stream");
    const [one] = await openTabs(1);
    one?.hide();
    await settle();
    expect(readers()).toEqual([]);
    one?.wake();
    await settle();
    expect(readers()).toEqual([1]);
    thaw();
  });
});

import { beforeEach, describe, expect, test } from "vitest";
import { FakeBrowser, type FakeStream, type Tab } from "@/lib/client/fakes/fake-browser";
import { settle } from "@/lib/client/fakes/fake-clock";
import type { StreamMessage } from "@/lib/session/session-events";

let browser: FakeBrowser;
beforeEach(() => {
  browser = new FakeBrowser();
});

async function openTabs(count: number, options = {}): Promise<Tab[]> {
  const initial = browser.server.snapshot();
  const open = () => browser.openTab({ initial, relogin: "in-place", ...options });
  const tabs = Array.from({ length: count }, open);
  await settle();
  return tabs;
}

const stream = () => browser.streams[0] as FakeStream;

describe("a stream that breaks", () => {
  const state = (): StreamMessage => ({
    event: "state",
    data: { authenticated: true, ...browser.server.snapshot(), serverTime: browser.server.time() },
  });

  test("and comes back makes lists look again, because events may have been missed", async () => {
    const [tab] = await openTabs(1);
    let told = 0;
    tab?.client.on("sessionsChanged", () => told++);
    stream().send(state());
    expect(told).toBe(0);
    stream().send(state());
    expect(told).toBe(1);
  });

  test("and says on its return that the browser is signed out is checked", async () => {
    const [tab] = await openTabs(1);
    browser.server.endReason = "password_changed";
    stream().send({ event: "state", data: { authenticated: false, serverTime: "" } });
    await settle();
    expect(tab?.client.state.get().sessionEnd).toMatchObject({ reason: "password_changed" });
  });

  test("because the server refuses it is opened again ever more rarely, and the session checked", async () => {
    await openTabs(1);
    let refused = 0;
    for (let minute = 0; minute < 10; minute++) {
      for (const open of browser.streams) {
        open.refuse();
        refused++;
      }
      browser.streams = [];
      await browser.clock.advance(2 ** minute * 500);
    }
    expect(refused).toBeGreaterThan(3);
    expect(refused).toBeLessThan(12);
    expect(browser.server.count("/api/session")).toBeGreaterThan(0);
  });

  test("counts as nothing: no presence, no refresh", async () => {
    const [tab] = await openTabs(1);
    await browser.clock.advance(3 * 60_000);
    browser.server.calls = [];
    for (let turn = 0; turn < 20; turn++) {
      stream().send(state());
      await browser.clock.advance(5_000);
    }
    expect(browser.server.calls).toEqual([]);
    expect(tab?.client.state.get().status).toBe("signed-in");
  });
});

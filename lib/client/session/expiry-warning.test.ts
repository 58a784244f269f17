import { beforeEach, describe, expect, test } from "vitest";
import { FakeBrowser, type Tab } from "@/lib/client/fakes/fake-browser";
import { settle } from "@/lib/client/fakes/fake-clock";
import { warningTime } from "./expiry-monitor";

const MINUTE = 60_000;
const YEAR = 365 * 1440 * MINUTE;

let browser: FakeBrowser;
beforeEach(() => {
  browser = new FakeBrowser();
  browser.server.limits = { idleMs: 30 * MINUTE, absoluteMs: YEAR };
});

const open = (relogin: "page" | "in-place" = "in-place") =>
  browser.openTab({ initial: browser.server.snapshot(), relogin });
const state = (tab: Tab) => tab.client.state.get();
const seconds = (tab: Tab) => Math.round(tab.client.remainingMs() / 1000);

/** Lets time pass without human input, beyond what the opened page itself reported. */
async function away(milliseconds: number) {
  browser.storage.set("latchkey:activity", String(1_700_000_000_000 + browser.clock.now));
  await browser.clock.advance(milliseconds);
}

test.each([
  [30 * MINUTE, 5 * MINUTE],
  [14 * 1440 * MINUTE, 5 * MINUTE],
  [15 * MINUTE, 5 * MINUTE],
  [9 * MINUTE, 3 * MINUTE],
  [45_000, 20_000],
  [24_000, 16_000],
])("a limit of %i ms is warned of for %i ms", (limit, warning) => {
  expect(warningTime(limit)).toBe(warning);
});

describe("before the idle limit", () => {
  test("five minutes of warning, with the same countdown in every tab", async () => {
    const tabs = [open(), open()];
    await away(24 * MINUTE);
    for (const tab of tabs) expect(state(tab).expiryWarning).toBeNull();
    await browser.clock.advance(3 * MINUTE);
    const [one, two] = tabs as [Tab, Tab];
    expect(state(one).expiryWarning).toMatchObject({ kind: "idle", canExtend: true });
    expect(state(two).expiryWarning?.at).toBe(state(one).expiryWarning?.at);
    expect(seconds(one)).toBe(180);
  });

  test("staying in one tab moves every tab's countdown", async () => {
    const [one, two] = [open(), open()];
    await away(29 * MINUTE);
    expect(state(two).expiryWarning).not.toBeNull();
    await one.client.extendSession();
    await settle();
    for (const tab of [one, two]) expect(state(tab).expiryWarning).toBeNull();
    await browser.clock.advance(24 * MINUTE);
    for (const tab of [one, two])
      expect(state(tab)).toMatchObject({ expiryWarning: null, status: "signed-in" });
  });

  test("a tab that got no message of another tab's input asks before it warns", async () => {
    const deaf = open();
    await away(24 * MINUTE);
    browser.server.lastPresence = browser.clock.now;
    await browser.clock.advance(3 * MINUTE);
    expect(state(deaf).expiryWarning).toBeNull();
  });

  test("a device clock that is ten minutes off, or set while the page is open, changes nothing", async () => {
    const tab = browser.openTab({ initial: browser.server.snapshot(), skew: -10 * MINUTE });
    await away(20 * MINUTE);
    browser.clockStep = 10 * MINUTE;
    tab.wake();
    await settle();
    expect(state(tab)).toMatchObject({ expiryWarning: null, status: "signed-in", isHidden: false });
    browser.clockStep = -10 * MINUTE;
    tab.wake();
    await browser.clock.advance(MINUTE);
    expect(state(tab)).toMatchObject({ expiryWarning: null, status: "signed-in", isHidden: false });
  });
});

describe("at the limit", () => {
  test("the page is blank and says why, in every tab", async () => {
    const tabs = [open(), open()];
    await away(32 * MINUTE);
    for (const tab of tabs) {
      expect(state(tab)).toMatchObject({
        status: "signed-out",
        user: null,
        session: null,
        expiryWarning: null,
      });
      expect(state(tab).sessionEnd).toMatchObject({
        reason: "idle",
        by: null,
        user: { email: "ada@example.com" },
      });
      expect(tab.ends).toEqual([]);
    }
  });

  test("without a network the page is blank all the same, by this device's clock", async () => {
    const tab = open();
    await away(20 * MINUTE);
    browser.isOffline = true;
    await browser.clock.advance(12 * MINUTE);
    expect(state(tab)).toMatchObject({ status: "signed-out", sessionEnd: { reason: "idle" } });
  });

  test("a page that does not wait leaves for the login page, once", async () => {
    const tab = open("page");
    await away(60 * MINUTE);
    expect(tab.ends).toMatchObject([{ reason: "idle" }]);
    expect(state(tab).sessionEnd).toBeNull();
  });
});

test("the absolute limit is warned of too, and cannot be moved", async () => {
  browser.server.limits = { idleMs: 30 * MINUTE, absoluteMs: 20 * MINUTE };
  const tab = open();
  await away(16 * MINUTE);
  expect(state(tab).expiryWarning).toMatchObject({ kind: "absolute", canExtend: false });
  await tab.client.extendSession();
  await browser.clock.advance(5 * MINUTE);
  expect(state(tab).sessionEnd).toMatchObject({ reason: "absolute" });
});

describe("a machine that slept", () => {
  test("past its access token refreshes once, before the first call", async () => {
    browser.server.limits = { idleMs: 1440 * MINUTE, absoluteMs: YEAR };
    const tab = open();
    await tab.client.getAccessToken();
    browser.sleep(60 * MINUTE);
    browser.server.expireTokens();
    browser.server.calls = [];
    tab.wake();
    expect((await tab.client.authFetch("/api/things")).status).toBe(200);
    const paths = browser.server.calls.map(({ path }) => path).filter((path) => path !== "/api/session");
    expect(paths).toEqual(["/api/auth/refresh", "/api/things"]);
  });

  test("past its idle limit shows nothing private from the first moment, then why", async () => {
    const tab = open();
    await away(MINUTE);
    browser.sleep(60 * MINUTE);
    browser.server.endReason = "idle";
    tab.wake();
    expect(state(tab).isHidden).toBe(true);
    await settle();
    expect(state(tab)).toMatchObject({
      status: "signed-out",
      sessionEnd: { reason: "idle" },
      isHidden: false,
    });
  });

  test("and wakes without the page hearing of it is noticed within half a minute", async () => {
    const tab = open();
    await away(MINUTE);
    browser.sleep(60 * MINUTE);
    browser.server.endReason = "idle";
    await browser.clock.advance(30_000);
    expect(state(tab).sessionEnd).toMatchObject({ reason: "idle" });
  });

  test("not as long as it seemed shows the page again", async () => {
    const tab = open();
    await away(MINUTE);
    browser.sleep(60 * MINUTE);
    tab.wake();
    await settle();
    expect(state(tab)).toMatchObject({ status: "signed-in", sessionEnd: null, isHidden: false });
  });
});

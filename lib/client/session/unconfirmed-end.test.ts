/**
 * An end that only this device's clock or another tab has told, because the server could not be asked.
 */
import { beforeEach, describe, expect, test } from "vitest";
import { FakeBrowser } from "@/lib/client/fakes/fake-browser";
import { settle } from "@/lib/client/fakes/fake-clock";
import {
  answered,
  any,
  awaitingConfirmation,
  calm,
  endError,
  failed,
  gone,
  idle,
  leavingPage,
  news,
  no,
  OUT,
  type Row,
  run,
  setLimits,
  TO_LOGIN,
  waiting,
  waitingPage,
  waits,
  yes,
} from "./session-rules.fixture";
import type { Effect, TabState } from "./session-state";

const unconfirmed: TabState = { ...waiting, isEndUnconfirmed: true };
const CONFIRM: Effect = ["awaitServer", 0];

describe("an end the server has not confirmed", () => {
  test.each<Row>([
    [
      "by the clock, waits for the password and asks as soon as the server can be reached",
      awaitingConfirmation(waitingPage),
      failed(idle),
      calm,
      { isEndUnconfirmed: true },
      [
        ["clearLimits"],
        ["pauseTokens"],
        ["post", "signed-out"],
        ["emit", "error", any] as unknown as Effect,
        CONFIRM,
      ],
    ],
    [
      "by another tab's word, asks just so",
      awaitingConfirmation(waitingPage),
      failed(news),
      calm,
      { isEndUnconfirmed: true },
      [...waits(null), CONFIRM],
    ],
    [
      "of a page that does not wait is asked after by the page it leaves for",
      awaitingConfirmation(leavingPage),
      failed(news),
      calm,
      { ...OUT, isEndUnconfirmed: false },
      [...gone(null), ["emit", "error", any] as unknown as Effect, ["expire", "expired", false]],
    ],
    [
      "is asked after once the server can be reached",
      unconfirmed,
      { type: "reached" },
      calm,
      { isEndUnconfirmed: true },
      [["check", false]],
    ],
    ["and nothing else is, once the server can be reached", waiting, { type: "reached" }, calm, {}, []],
    [
      "is taken back when the server says that the session is on",
      unconfirmed,
      answered(yes),
      calm,
      { status: "signed-in", sessionEnd: null, isEndUnconfirmed: false },
      [setLimits, ["startSession"]],
    ],
    [
      "gets the reason that the server gives",
      unconfirmed,
      answered(no("admin"), { tell: false }),
      calm,
      {
        isEndUnconfirmed: false,
        sessionEnd: { ...waiting.sessionEnd, reason: "admin", at: null } as never,
      },
      waits("admin"),
    ],
    [
      "that was a sign-out leaves, as any other sign-out does",
      unconfirmed,
      answered(no("signed_out"), { tell: false }),
      calm,
      { ...OUT, isEndUnconfirmed: false },
      [...gone("signed_out"), ...TO_LOGIN],
    ],
    [
      "is asked after again when the server does not answer",
      unconfirmed,
      { type: "check-failed", error: endError },
      calm,
      { isEndUnconfirmed: true },
      [
        ["emit", "error", endError],
        ["awaitServer", 10_000],
      ],
    ],
    [
      "is not asked after any more once the user has given up",
      unconfirmed,
      { type: "relogin-abandoned" },
      calm,
      { ...OUT, isEndUnconfirmed: false },
      [["clearLimits"], ["dropTokens", endError], ["post", "given-up"], ["expire", "user", true]],
    ],
    [
      "is not what a failed check of a signed-in page is about",
      waitingPage,
      { type: "check-failed", error: endError },
      calm,
      { isEndUnconfirmed: false },
      [["emit", "error", endError]],
    ],
  ])("%s", (...row) => run(row));
});

describe("a clock that was set forward while the network was away", () => {
  let browser: FakeBrowser;
  beforeEach(() => {
    browser = new FakeBrowser();
    browser.server.limits = { idleMs: 600_000, absoluteMs: 86_400_000 };
  });

  test("ends every tab, and every tab goes on by itself when the server says that the session is on", async () => {
    const initial = browser.server.snapshot();
    const tabs = [1, 2].map(() => browser.openTab({ initial, relogin: "in-place" }));
    await settle();
    browser.isOffline = true;
    browser.sleep(700_000);
    for (const tab of tabs) tab.wake();
    await settle();
    for (const { client } of tabs) expect(client.state.get().sessionEnd).not.toBeNull();
    const calls = tabs.map(({ client }) => client.call("/api/x"));

    browser.isOffline = false;
    await browser.clock.advance(5_000);
    for (const { client } of tabs) {
      expect(client.state.get()).toMatchObject({ status: "signed-in", sessionEnd: null, isHidden: false });
    }
    await Promise.all(calls);
  });

  test("asks again when the first answer is no answer", async () => {
    const initial = browser.server.snapshot();
    const { client, wake } = browser.openTab({ initial, relogin: "in-place" });
    await settle();
    browser.isOffline = true;
    browser.sleep(700_000);
    wake();
    await settle();
    browser.isOffline = false;
    const broken = () => new Response("{}", { status: 500 });
    browser.server.next("/api/session", broken, broken, broken);
    await browser.clock.advance(5_000);
    expect(client.state.get().sessionEnd).not.toBeNull();
    await browser.clock.advance(30_000);
    expect(client.state.get().sessionEnd).toBeNull();
  });
});

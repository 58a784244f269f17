import { describe, expect, test } from "vitest";
import {
  awaitingConfirmation,
  calm,
  endError,
  error,
  failed,
  gone,
  idle,
  marked,
  news,
  OUT,
  type Row,
  run,
  TO_LOGIN,
  visitor,
  waiting,
  waitingPage,
  waits,
} from "./session-rules.fixture";
import type { Effect } from "./session-state";

describe("giving up, another user, leaving", () => {
  test.each<Row>([
    [
      "giving up rejects what waits, is for all tabs, and leaves when the server can be reached",
      waiting,
      { type: "relogin-abandoned" },
      calm,
      OUT,
      [["clearLimits"], ["dropTokens", endError], ["post", "given-up"], ["expire", "user", true]],
    ],
    [
      "giving up where nothing waits does nothing",
      waitingPage,
      { type: "relogin-abandoned" },
      calm,
      waitingPage,
      [],
    ],
    [
      "leaves",
      waiting,
      { type: "leave", path: "/login" },
      calm,
      { isNavigating: true },
      [["navigate", "/login"]],
    ],
    [
      "leaves once: a second navigation would cancel the first",
      { ...waiting, isNavigating: true },
      { type: "leave", path: null },
      calm,
      {},
      [],
    ],
  ])("%s", (...row) => run(row));
});

describe("an unconfirmed session", () => {
  test.each<Row>([
    [
      "a limit that passes by our clock hides first, then asks",
      waitingPage,
      { type: "deadline-passed", kind: "idle" },
      calm,
      { isHidden: true, openConfirmations: 1, version: 1 },
      [["confirmSession", idle]],
    ],
    [
      "a limit that passes while the server is being asked only hides",
      awaitingConfirmation(waitingPage),
      { type: "deadline-passed", kind: "idle" },
      calm,
      { isHidden: true, openConfirmations: 1 },
      [],
    ],
    [
      "a limit is nothing to a visitor",
      visitor,
      { type: "deadline-passed", kind: "idle" },
      calm,
      visitor,
      [],
    ],
    [
      "a limit and no server: believed, and other tabs are told",
      awaitingConfirmation(waitingPage),
      failed(idle),
      calm,
      { sessionEnd: expect.objectContaining({ reason: "idle" }) as never },
      [
        ["clearLimits"],
        ["pauseTokens"],
        ["post", "signed-out"],
        ["emit", "error", error("idle")] as unknown as Effect,
        ["awaitServer", 0],
      ],
    ],
    [
      "another tab's news and no server: believed",
      awaitingConfirmation(waitingPage),
      failed({ why: "news" }),
      calm,
      { sessionEnd: expect.objectContaining({ reason: "expired", by: null, from: null }) as never },
      [...waits(), ["awaitServer", 0]],
    ],
    [
      "another tab's sign-out and no server: the marker tells it",
      awaitingConfirmation(waitingPage),
      failed(news),
      marked,
      OUT,
      [...gone("signed_out"), ...TO_LOGIN],
    ],
    [
      "no server, but another answer has shown the page since",
      { ...waitingPage, openConfirmations: 1 },
      failed(news),
      calm,
      { status: "signed-in", openConfirmations: 0 },
      [],
    ],
    [
      "answered, and still hidden: the answer was about an earlier session, so it asks again",
      awaitingConfirmation(waitingPage),
      failed(news, true),
      calm,
      { openConfirmations: 1, isHidden: true },
      [["confirmSession", news]],
    ],
    [
      "answered, and still hidden while another question is under way: that one decides",
      { ...awaitingConfirmation(waitingPage), openConfirmations: 2 },
      failed(news, true),
      calm,
      { openConfirmations: 1 },
      [],
    ],
    [
      "a planned sign-out decides itself",
      { ...awaitingConfirmation(waitingPage), plannedEnd: "signed_out" },
      failed(news),
      calm,
      { status: "signed-in", isHidden: true, openConfirmations: 0 },
      [],
    ],
  ])("%s", (...row) => run(row));
});

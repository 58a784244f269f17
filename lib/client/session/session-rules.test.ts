import { describe, test } from "vitest";
import {
  calm,
  end,
  endError,
  loading,
  moved,
  news,
  OUT,
  type Row,
  run,
  SERVER_TIME,
  setLimits,
  visitor,
  waiting,
  waitingPage,
} from "./session-rules.fixture";
import type { Signal } from "./session-state";

describe("a page that starts", () => {
  test.each<Row>([
    [
      "asks when the server did not say who is signed in",
      loading,
      { type: "started" },
      calm,
      {},
      [["check", true]],
    ],
    [
      "counts its limits",
      waitingPage,
      { type: "started", serverTime: SERVER_TIME },
      calm,
      { isHidden: false },
      [setLimits],
    ],
    ["of a visitor does nothing", visitor, { type: "started" }, calm, { status: "signed-out" }, []],
    [
      "takes the epoch of the moment when the server named none",
      { ...visitor, epoch: null },
      { type: "started" },
      moved,
      { epoch: "epoch-2" },
      [],
    ],
    [
      "hides and asks when the user signed out between rendering and start",
      waitingPage,
      { type: "started", serverTime: SERVER_TIME },
      moved,
      { isHidden: true, openConfirmations: 1, version: 1 },
      [setLimits, ["confirmSession", news]],
    ],
    [
      "of a visitor asks when the user signed in between rendering and start",
      visitor,
      { type: "started" },
      moved,
      {},
      [["check", false]],
    ],
  ])("%s", (...row) => run(row));
});

describe("messages of other tabs are hints", () => {
  const says = (message: string): Signal => ({
    type: "tab-message",
    message,
  });
  const warned = { ...waitingPage, expiryWarning: { kind: "idle", at: 1, canExtend: true } } as const;
  test.each<Row>([
    [
      "signed-out hides and asks",
      waitingPage,
      says("signed-out"),
      calm,
      { isHidden: true },
      [["confirmSession", news]],
    ],
    ["signed-out is nothing to a visitor", visitor, says("signed-out"), calm, visitor, []],
    [
      "an end of this session hides and asks",
      waitingPage,
      says(`ended ${end.sessionId}`),
      calm,
      { isHidden: true },
      [["confirmSession", news]],
    ],
    ["an end of another session is not ours", waitingPage, says("ended s-9"), calm, waitingPage, []],
    [
      "signed-in is asked about when the epoch bears it out",
      visitor,
      says("signed-in"),
      moved,
      {},
      [["check", false]],
    ],
    ["signed-in is dropped when the epoch stands still", visitor, says("signed-in"), calm, visitor, []],
    ["what only another build knows is dropped", waitingPage, says("reconsidered"), calm, waitingPage, []],
    ["present is asked about under a warning", warned, says("present"), calm, {}, [["check", true]]],
    ["present is dropped without a warning", waitingPage, says("present"), calm, waitingPage, []],
    ["user-changed is asked about", waitingPage, says("user-changed"), calm, {}, [["check", false]]],
    ["refreshed looks at the token", waitingPage, says("refreshed"), calm, {}, [["wakeTokens"]]],
    [
      "sessions-changed loads lists again",
      waitingPage,
      says("sessions-changed"),
      calm,
      {},
      [["emit", "sessionsChanged", undefined]],
    ],
    [
      "given-up is for all tabs",
      waiting,
      says("given-up"),
      calm,
      OUT,
      [["clearLimits"], ["dropTokens", endError], ["post", "given-up"], ["expire", "user", true]],
    ],
  ])("%s", (...row) => run(row));
});

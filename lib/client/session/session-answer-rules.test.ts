import { describe, expect, test } from "vitest";
import { ada, sessionOf, signedIn } from "@/lib/client/fakes/fake-server";
import type { CurrentSessionView } from "@/lib/session/contract";
import { isUnexplained, judgeAnswer } from "./session-answer-rules";
import {
  answered,
  any,
  awaitingConfirmation,
  calm,
  end,
  endError,
  gone,
  loading,
  moved,
  no,
  OUT,
  type Row,
  run,
  SERVER_TIME,
  setLimits,
  TO_LOGIN,
  visitor,
  waiting,
  waitingPage,
  waits,
  yes,
} from "./session-rules.fixture";
import type { AnsweredView, BrowserFacts, Effect, TabState } from "./session-state";

describe("what the server answers", () => {
  test.each<Row>([
    [
      "a session shows the page and confirms it",
      awaitingConfirmation(waitingPage),
      answered(yes),
      moved,
      { isHidden: false, status: "signed-in", epoch: "epoch-2", lastConfirmedAt: 19_000, version: 1 },
      [setLimits],
    ],
    [
      "a session serves calls made before it was known",
      visitor,
      answered(yes),
      calm,
      { status: "signed-in", user: ada },
      [setLimits, ["startSession"]],
    ],
    [
      "a new session of the same user brings a waiting page back",
      waiting,
      answered(yes),
      calm,
      { sessionEnd: null, status: "signed-in" },
      [setLimits, ["startSession"]],
    ],
    [
      "another session of the same user replaces the one before",
      { ...waitingPage, session: sessionOf("s-0", true) },
      answered(yes),
      calm,
      { session: yes.authenticated ? yes.session : null },
      [setLimits, ["startSession"]],
    ],
    [
      "no session for a page that loads makes it a visitor's",
      loading,
      answered(no()),
      calm,
      { status: "signed-out" },
      gone(null),
    ],
    [
      "no session, with the server's account of the end",
      waitingPage,
      answered({ ...no("user"), end } as AnsweredView, { tell: false }),
      calm,
      { sessionEnd: expect.objectContaining({ by: "you", from: end.from, at: end.at }) as never },
      waits("user"),
    ],
    [
      "no session, with the server's account of an earlier end, which does not count",
      waitingPage,
      answered({ ...no("admin"), end } as AnsweredView, { tell: false }),
      calm,
      { sessionEnd: expect.objectContaining({ reason: "admin", by: null, from: null }) as never },
      waits("admin"),
    ],
    [
      "no session after a sign-out in another tab is that sign-out",
      awaitingConfirmation(waitingPage),
      answered(no(), { tell: false }),
      moved,
      { ...OUT, isHidden: false },
      [...gone("signed_out"), ...TO_LOGIN],
    ],
    [
      "a failed check on a page that loads leaves it unknown",
      loading,
      { type: "check-failed", error: endError },
      calm,
      { status: "unknown", checkError: endError },
      [["emit", "error", endError]],
    ],
    [
      "a failed check signs no user out",
      waitingPage,
      { type: "check-failed", error: endError },
      calm,
      { status: "signed-in" },
      [["emit", "error", endError]],
    ],
    [
      "a sign-in in this tab",
      visitor,
      { type: "signed-in", snapshot: signedIn, sentAt: 5 },
      moved,
      { status: "signed-in", epoch: "epoch-2", lastConfirmedAt: 5 },
      [],
    ],
    [
      "a refresh moves the limits, in every tab",
      waitingPage,
      {
        type: "refreshed",
        view: {
          accessToken: "",
          tokenType: "Bearer",
          expiresIn: 1,
          serverTime: SERVER_TIME,
          session: sessionOf("s-1"),
        },
        sentAt: 7,
      },
      calm,
      { lastConfirmedAt: 7 },
      [setLimits, ["post", "refreshed"], ["emit", "tokenRefresh", any] as unknown as Effect],
    ],
  ])("%s", (...row) => run(row));
});

describe("an answer", () => {
  const asked = { epoch: "epoch-1", state: waitingPage };
  test.each<[string, TabState, BrowserFacts, ReturnType<typeof judgeAnswer>]>([
    ["counts when nothing changed meanwhile", waitingPage, calm, "current"],
    ["from before a sign-in in another tab is asked again", waitingPage, moved, "stale"],
    [
      "from before the session became unconfirmed is asked again",
      { ...waitingPage, version: 1 },
      calm,
      "stale",
    ],
    ["from before an end here leaves nothing to ask", { ...waiting, version: 1 }, calm, "over"],
  ])("%s", (_name, state, facts, verdict) => expect(judgeAnswer(state, asked, facts)).toBe(verdict));

  test.each<[string, TabState, ReturnType<typeof judgeAnswer>]>([
    ["goes on waiting", { ...waiting, version: 1 }, "stale"],
    ["has been given up", { ...visitor, version: 1 }, "over"],
  ])("for a page that waited for the password and %s", (_name, state, verdict) =>
    expect(judgeAnswer(state, { ...asked, state: waiting }, calm)).toBe(verdict),
  );

  test("for a visitor is asked again too", () =>
    expect(judgeAnswer({ ...visitor, version: 1 }, { ...asked, state: visitor }, calm)).toBe("stale"));

  test.each<[string, CurrentSessionView, typeof asked, BrowserFacts, boolean]>([
    [
      "no session, no reason, the epoch stands still: a password change may have replaced the cookie",
      no(),
      asked,
      calm,
      true,
    ],
    ["a reason explains it", no("user"), asked, calm, false],
    ["a sign-out explains it", no(), asked, moved, false],
    ["a visitor needs no explanation", no(), { ...asked, state: visitor }, calm, false],
    ["a session needs none", yes, asked, calm, false],
  ])("%s", (_name, view, about, facts, expected) =>
    expect(isUnexplained(waitingPage, view, about, facts)).toBe(expected),
  );
});

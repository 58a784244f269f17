import { describe, expect, test } from "vitest";
import { AuthError } from "@/lib/client/http/auth-error";
import { ada, sessionOf, signedIn } from "@/lib/client/testing/fake-server";
import type { CurrentSessionView } from "@/lib/session/contract";
import type { EndReason } from "@/lib/session/reasons";
import type { SessionEnd } from "@/lib/session/session-events";
import type { SessionSnapshot } from "./auth-state";
import { isUnexplained, judgeAnswer } from "./session-answer-rules";
import { decide } from "./session-rules";
import { type BrowserFacts, type Effect, initialTabState, type Signal, type TabState } from "./session-state";

const SERVER_TIME = "2026-01-01T00:00:01.000Z";
const snapshot: SessionSnapshot = { ...signedIn, serverTime: SERVER_TIME };
const calm: BrowserFacts = { now: 20_000, epoch: "epoch-1", signedOutSessions: [] };
const moved: BrowserFacts = { ...calm, epoch: "epoch-2" };
const marked: BrowserFacts = { ...calm, signedOutSessions: ["s-1"] };

const started = (initial: SessionSnapshot | null | undefined, inPlace: boolean): TabState => ({
  ...initialTabState(initial, "epoch-1", inPlace, 1_000),
});
const waitingPage = started(signedIn, true);
const leavingPage = started(signedIn, false);
const visitor = started(null, true);
const loading = started(undefined, true);
const endError = new AuthError("session_revoked", "");
const waiting: TabState = {
  ...waitingPage,
  status: "signed-out",
  user: null,
  session: null,
  sessionEnd: { reason: "user", at: null, by: null, from: null, user: ada, rememberMe: false },
  endError,
};
const end: SessionEnd = {
  sessionId: "s-1",
  reason: "user",
  at: "2026-01-01T12:00:00.000Z",
  by: "you",
  from: "Firefox on Linux",
};
const bob = { ...ada, id: "u-bob" };
const yes: CurrentSessionView = { authenticated: true, ...snapshot, serverTime: SERVER_TIME };
const no = (reason?: EndReason): CurrentSessionView => ({
  authenticated: false,
  serverTime: SERVER_TIME,
  ...(reason && { reason }),
});
const answered = (view: CurrentSessionView, more: object = {}): Signal => ({
  type: "answered",
  view,
  sentAt: 19_000,
  tell: true,
  ...more,
});
const refused = (reason?: EndReason): Signal => ({
  type: "refresh-refused",
  error: new AuthError("session_revoked", "", reason && { details: { reason } }),
});
const failed = (doubt: Extract<Signal, { type: "doubt-settled" }>["doubt"], reached = false): Signal => ({
  type: "doubt-settled",
  doubt,
  reached,
});
const doubtful = (state: TabState): TabState => ({ ...state, isHidden: true, doubts: 1 });
const inBfcache = (state: TabState): TabState => ({ ...state, isInBfcache: true, isHidden: true });

/** An effect by name alone, where its arguments are errors or the like. */
type ExpectedEffect = Effect | [Effect[0]] | [Effect[0], unknown];
type Row = [
  name: string,
  before: TabState,
  signal: Signal,
  facts: BrowserFacts,
  after: Partial<TabState>,
  effects: ExpectedEffect[],
];

const any = expect.anything() as unknown;
const error = (reason: EndReason | null) =>
  expect.objectContaining({ details: reason ? { reason } : undefined }) as unknown;
const setLimits: ExpectedEffect = ["setLimits", any, SERVER_TIME, any] as unknown as Effect;
const news = { why: "news" } as const;
const restored = { why: "restored" } as const;
const idle = { why: "deadline", kind: "idle" } as const;
const OUT: Partial<TabState> = { status: "signed-out", user: null, session: null, sessionEnd: null };
const TO_LOGIN: ExpectedEffect[] = [
  ["emit", "logout", undefined],
  ["leaveWhenOnline", "/login?reason=signed_out"],
];
const gone = (reason: EndReason | null): ExpectedEffect[] => [["clearLimits"], ["dropTokens", error(reason)]];
const waits = (reason: EndReason | null): ExpectedEffect[] => [
  ["clearLimits"],
  ["pauseTokens"],
  ["emit", "error", error(reason)] as unknown as Effect,
];

function run([, before, signal, facts, after, effects]: Row): void {
  const decision = decide(before, signal, facts);
  expect(decision.state).toMatchObject(after);
  expect(decision.effects).toEqual(effects);
}

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
      { isHidden: true, doubts: 1, version: 1 },
      [setLimits, ["askInDoubt", news]],
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

describe("the one entrance for an end", () => {
  test.each<Row>([
    [
      "a refused refresh makes the page wait, and tells the other tabs",
      waitingPage,
      refused("user"),
      calm,
      { ...OUT, sessionEnd: { ...waiting.sessionEnd, reason: "user" } as never },
      [
        ["clearLimits"],
        ["pauseTokens"],
        ["post", "signed-out"],
        ["emit", "error", error("user")] as unknown as Effect,
      ],
    ],
    [
      "without a reason is told as expired",
      waitingPage,
      refused(),
      calm,
      { sessionEnd: expect.objectContaining({ reason: "expired" }) as never },
      [["clearLimits"], ["pauseTokens"], ["post", "signed-out"], ["emit", "error", any] as unknown as Effect],
    ],
    [
      "a page that does not wait tells the app, last",
      leavingPage,
      refused("user"),
      calm,
      OUT,
      [
        ...gone("user"),
        ["post", "signed-out"],
        ["emit", "error", error("user")] as unknown as Effect,
        ["expire", "user", false],
      ],
    ],
    [
      "a refusal after a sign-out in another tab is that sign-out",
      waitingPage,
      refused(),
      moved,
      OUT,
      [...gone("signed_out"), ["post", "signed-out"], ...TO_LOGIN],
    ],
    [
      "a refusal after a sign-out the server has not heard of is that sign-out",
      waitingPage,
      refused(),
      marked,
      OUT,
      [...gone("signed_out"), ["post", "signed-out"], ...TO_LOGIN],
    ],
    [
      "the server's reason stands though the epoch moved",
      waitingPage,
      refused("admin"),
      moved,
      { sessionEnd: expect.objectContaining({ reason: "admin" }) as never },
      [
        ["clearLimits"],
        ["pauseTokens"],
        ["post", "signed-out"],
        ["emit", "error", error("admin")] as unknown as Effect,
      ],
    ],
    [
      "a page that waits has heard of it",
      waiting,
      refused("admin"),
      calm,
      { sessionEnd: waiting.sessionEnd },
      [],
    ],
    ["for a visitor only drops the tokens", visitor, refused("admin"), calm, OUT, gone("admin")],
    [
      "in the back/forward cache nobody waits: the page loads anew",
      inBfcache(waitingPage),
      { type: "end-streamed", end },
      calm,
      { ...OUT, isNavigating: true },
      [...gone("user"), ["navigate", null]],
    ],
    [
      "from the stream brings who, when and from where, and other tabs were told",
      waitingPage,
      { type: "end-streamed", end },
      calm,
      { sessionEnd: expect.objectContaining({ at: end.at, by: "you", from: end.from }) as never },
      waits("user"),
    ],
    [
      "from the stream of another session is not ours",
      waitingPage,
      { type: "end-streamed", end: { ...end, sessionId: "s-9" } },
      calm,
      waitingPage,
      [],
    ],
    [
      "by a limit says when, as the server had named it",
      waitingPage,
      answered(no("idle"), { tell: false }),
      calm,
      { sessionEnd: expect.objectContaining({ at: signedIn.session.expiresAt }) as never },
      waits("idle"),
    ],
    [
      "a limit by our own clock after a sign-out is that sign-out",
      doubtful(waitingPage),
      failed(idle),
      moved,
      OUT,
      [...gone("signed_out"), ["post", "signed-out"], ...TO_LOGIN],
    ],
  ])("%s", (...row) => run(row));
});

describe("this tab's own sign-out", () => {
  const planned = { ...waitingPage, plannedEnd: "signed_out" } as const;
  const heard: Signal = { type: "end-streamed", end: { ...end, reason: "signed_out" } };
  const deferred = { source: "server", reason: "user", tell: false } as const;
  test.each<Row>([
    [
      "hides the page at once",
      waitingPage,
      { type: "sign-out-planned", reason: "signed_out", hide: true },
      calm,
      { isHidden: true, plannedEnd: "signed_out" },
      [],
    ],
    [
      "of this device from the list hides nothing yet",
      waitingPage,
      { type: "sign-out-planned", reason: "signed_out", hide: false },
      calm,
      { isHidden: false, plannedEnd: "signed_out" },
      [],
    ],
    [
      "is no news to it",
      planned,
      heard,
      calm,
      {
        isHidden: true,
        status: "signed-in",
        deferredEnd: expect.objectContaining({ reason: "signed_out" }) as never,
      },
      [],
    ],
    [
      "does not cover another end",
      planned,
      { type: "end-streamed", end: { ...end, reason: "admin" } },
      calm,
      { sessionEnd: expect.objectContaining({ reason: "admin" }) as never },
      waits("admin"),
    ],
    [
      "does not keep a refused call waiting",
      planned,
      refused("signed_out"),
      calm,
      OUT,
      [...gone("signed_out"), ["post", "signed-out"], ...TO_LOGIN],
    ],
    [
      "does not cover an end while an action waits for the password",
      { ...planned, reauthentication: { busy: false, error: null } },
      heard,
      calm,
      OUT,
      [...gone("signed_out"), ...TO_LOGIN],
    ],
    [
      "done leaves for the login page, once",
      planned,
      { type: "signed-out", reason: "signed_out", path: "/login" },
      calm,
      OUT,
      [
        ...gone("signed_out"),
        ["post", "signed-out"],
        ["emit", "logout", undefined],
        ["leaveWhenOnline", "/login"],
      ],
    ],
    [
      "settled after that does nothing more",
      { ...visitor, plannedEnd: "signed_out" },
      { type: "sign-out-settled" },
      calm,
      { plannedEnd: null },
      [],
    ],
    [
      "failed leaves the session as it is",
      planned,
      { type: "sign-out-settled" },
      calm,
      { status: "signed-in", plannedEnd: null, isHidden: false },
      [],
    ],
    [
      "failed after it heard of the end is an end like any other",
      { ...planned, isHidden: true, deferredEnd: deferred },
      { type: "sign-out-settled" },
      calm,
      { sessionEnd: expect.objectContaining({ reason: "user" }) as never },
      waits("user"),
    ],
    [
      "failed on a hidden page that asks nothing asks",
      { ...planned, isHidden: true },
      { type: "sign-out-settled" },
      calm,
      { isHidden: true, doubts: 1 },
      [["askInDoubt", news]],
    ],
    [
      "failed on a hidden page that asks already leaves it to that",
      doubtful(planned),
      { type: "sign-out-settled" },
      calm,
      { isHidden: true, doubts: 1 },
      [],
    ],
  ])("%s", (...row) => run(row));
});

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
      "another user is told, and the page loads anew",
      waitingPage,
      { type: "user-mismatched" },
      calm,
      { mismatch: true, expiryWarning: null },
      [["clearLimits"], ["dropTokens", any], ["reloadSoon"]],
    ],
    [
      "another user is told once",
      { ...waitingPage, mismatch: true },
      { type: "user-mismatched" },
      calm,
      {},
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

describe("what the server answers", () => {
  test.each<Row>([
    [
      "a session shows the page and confirms it",
      doubtful(waitingPage),
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
      "another user is a mismatch",
      waitingPage,
      answered({ ...yes, user: bob } as CurrentSessionView),
      calm,
      { mismatch: true },
      [["clearLimits"], ["dropTokens", any], ["reloadSoon"]],
    ],
    [
      "another user on a page that waits is a mismatch too",
      waiting,
      answered({ ...yes, user: bob } as CurrentSessionView),
      calm,
      { mismatch: true },
      [["clearLimits"], ["dropTokens", any], ["reloadSoon"]],
    ],
    [
      "nothing counts after a mismatch",
      { ...waitingPage, mismatch: true },
      answered(yes),
      calm,
      { mismatch: true, version: 0 },
      [],
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
      "no session, with another tab's account of the same end",
      waitingPage,
      answered(no("user"), { tell: false, end }),
      calm,
      { sessionEnd: expect.objectContaining({ by: "you", from: end.from }) as never },
      waits("user"),
    ],
    [
      "no session, for another reason than another tab said: the tab's words do not count",
      waitingPage,
      answered(no("admin"), { tell: false, end }),
      calm,
      { sessionEnd: expect.objectContaining({ reason: "admin", by: null, from: null }) as never },
      waits("admin"),
    ],
    [
      "no session after a sign-out in another tab is that sign-out",
      doubtful(waitingPage),
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
      "a failed check signs nobody out",
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

describe("doubt", () => {
  test.each<Row>([
    [
      "a limit that passes by our clock hides first, then asks",
      waitingPage,
      { type: "deadline-passed", kind: "idle" },
      calm,
      { isHidden: true, doubts: 1, version: 1 },
      [["askInDoubt", idle]],
    ],
    [
      "a limit that passes while a doubt is asked about only hides",
      doubtful(waitingPage),
      { type: "deadline-passed", kind: "idle" },
      calm,
      { isHidden: true, doubts: 1 },
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
      doubtful(waitingPage),
      failed(idle),
      calm,
      { sessionEnd: expect.objectContaining({ reason: "idle" }) as never },
      [
        ["clearLimits"],
        ["pauseTokens"],
        ["post", "signed-out"],
        ["emit", "error", error("idle")] as unknown as Effect,
      ],
    ],
    [
      "another tab's news and no server: believed",
      doubtful(waitingPage),
      failed({ why: "news", end }),
      calm,
      { sessionEnd: expect.objectContaining({ reason: "user", by: "you" }) as never },
      waits("user"),
    ],
    [
      "another tab's sign-out and no server: the marker tells it",
      doubtful(waitingPage),
      failed(news),
      marked,
      OUT,
      [...gone("signed_out"), ...TO_LOGIN],
    ],
    [
      "no server, but another answer has shown the page since",
      { ...waitingPage, doubts: 1 },
      failed(news),
      calm,
      { status: "signed-in", doubts: 0 },
      [],
    ],
    [
      "answered, and still hidden: the answer was about an earlier session, so it asks again",
      doubtful(waitingPage),
      failed(news, true),
      calm,
      { doubts: 1, isHidden: true },
      [["askInDoubt", news]],
    ],
    [
      "answered, and still hidden while another question is under way: that one decides",
      { ...doubtful(waitingPage), doubts: 2 },
      failed(news, true),
      calm,
      { doubts: 1 },
      [],
    ],
    [
      "a planned sign-out decides itself",
      { ...doubtful(waitingPage), plannedEnd: "signed_out" },
      failed(news),
      calm,
      { status: "signed-in", isHidden: true, doubts: 0 },
      [],
    ],
  ])("%s", (...row) => run(row));
});

describe("messages of other tabs are hints", () => {
  const says = (message: Extract<Signal, { type: "tab-message" }>["message"]): Signal => ({
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
      [["askInDoubt", news]],
    ],
    ["signed-out is nothing to a visitor", visitor, says("signed-out"), calm, visitor, []],
    [
      "an end of this session hides and asks",
      waitingPage,
      says({ ended: end }),
      calm,
      { isHidden: true },
      [["askInDoubt", { why: "news", end }]],
    ],
    [
      "an end of another session is not ours",
      waitingPage,
      says({ ended: { ...end, sessionId: "s-9" } }),
      calm,
      waitingPage,
      [],
    ],
    [
      "signed-in is asked about when the epoch bears it out",
      visitor,
      says("signed-in"),
      moved,
      {},
      [["check", false]],
    ],
    ["signed-in is dropped when the epoch stands still", visitor, says("signed-in"), calm, visitor, []],
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

describe("a page that is looked at again", () => {
  const woke: Signal = { type: "woke" };
  const fresh = { ...waitingPage, lastConfirmedAt: 15_000 };
  test.each<Row>([
    ["asks when it has heard nothing for a while", waitingPage, woke, calm, {}, [["check", true, true]]],
    ["does not ask when it has just heard", fresh, woke, calm, {}, [["wakeTokens"]]],
    ["does not ask twice at once", { ...waitingPage, checking: true }, woke, calm, {}, [["wakeTokens"]]],
    [
      "does not ask a server that is away",
      { ...waitingPage, connection: "reconnecting" },
      woke,
      calm,
      {},
      [["wakeTokens"]],
    ],
    ["asks when the epoch moved, however fresh", fresh, woke, moved, {}, [["check", false, true]]],
    ["out of the cache leaves that to the restore", inBfcache(waitingPage), woke, calm, {}, [["wakeTokens"]]],
    [
      "hides before it goes into the cache",
      waitingPage,
      { type: "bfcache-stored" },
      calm,
      { isHidden: true, isInBfcache: true },
      [],
    ],
    [
      "a visitor's page is not hidden",
      visitor,
      { type: "bfcache-stored" },
      calm,
      { isHidden: false, isInBfcache: true },
      [],
    ],
    [
      "asks when restored",
      inBfcache(waitingPage),
      { type: "bfcache-restored" },
      calm,
      { isHidden: true, doubts: 1 },
      [["askInDoubt", restored]],
    ],
    [
      "loads anew when the user signed in or out since",
      inBfcache(waitingPage),
      { type: "bfcache-restored" },
      moved,
      { isHidden: true, isNavigating: true },
      [["navigate", null]],
    ],
    [
      "loads anew when it was emptied before it was left",
      { ...waiting, isInBfcache: true },
      { type: "bfcache-restored" },
      calm,
      {},
      [["navigate", null]],
    ],
    [
      "loads anew also when it was itself leaving",
      { ...waiting, isInBfcache: true, isNavigating: true },
      { type: "bfcache-restored" },
      calm,
      { isNavigating: true },
      [["navigate", null]],
    ],
    [
      "a visitor's page goes on",
      { ...visitor, isInBfcache: true },
      { type: "bfcache-restored" },
      calm,
      {},
      [["finishRestore"]],
    ],
    [
      "looks at its limits before it is shown",
      doubtful(inBfcache(waitingPage)),
      failed(restored),
      calm,
      { isHidden: true, doubts: 0 },
      [["finishRestore"]],
    ],
    [
      "is shown where the server could not be asked",
      inBfcache(waitingPage),
      { type: "restore-finished" },
      calm,
      { isHidden: false, isInBfcache: false },
      [["wakeTokens"]],
    ],
    [
      "stays hidden while another doubt is open",
      doubtful(inBfcache(waitingPage)),
      { type: "restore-finished" },
      calm,
      { isHidden: true, isInBfcache: false },
      [["wakeTokens"]],
    ],
    [
      "loads anew when the user signed out while the server could not be asked",
      inBfcache(waitingPage),
      { type: "restore-finished" },
      moved,
      { isHidden: true },
      [["navigate", null]],
    ],
    [
      "stays as it is when it leaves",
      { ...inBfcache(waitingPage), isNavigating: true },
      { type: "restore-finished" },
      calm,
      { isHidden: true, isInBfcache: true },
      [],
    ],
    [
      "a visitor's page looks at its tokens",
      { ...visitor, isInBfcache: true },
      { type: "restore-finished" },
      calm,
      { isInBfcache: false },
      [["wakeTokens"]],
    ],
  ])("%s", (...row) => run(row));
});

describe("an answer", () => {
  const asked = { epoch: "epoch-1", version: 0, wasSignedIn: true };
  test.each<[string, TabState, BrowserFacts, ReturnType<typeof judgeAnswer>]>([
    ["counts when nothing changed meanwhile", waitingPage, calm, "current"],
    ["from before a sign-in in another tab is asked again", waitingPage, moved, "stale"],
    ["from before a doubt is asked again", { ...waitingPage, version: 1 }, calm, "stale"],
    ["from before an end here leaves nothing to ask", { ...waiting, version: 1 }, calm, "over"],
  ])("%s", (_name, state, facts, verdict) => expect(judgeAnswer(state, asked, facts)).toBe(verdict));

  test("for a visitor is asked again too", () =>
    expect(judgeAnswer({ ...visitor, version: 1 }, { ...asked, wasSignedIn: false }, calm)).toBe("stale"));

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
    ["a visitor needs no explanation", no(), { ...asked, wasSignedIn: false }, calm, false],
    ["a session needs none", yes, asked, calm, false],
  ])("%s", (_name, view, about, facts, expected) =>
    expect(isUnexplained(waitingPage, view, about, facts)).toBe(expected),
  );
});

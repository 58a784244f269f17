import { expect } from "vitest";
import { ada, signedIn } from "@/lib/client/fakes/fake-server";
import { AuthError } from "@/lib/client/http/auth-error";
import type { CurrentSessionView } from "@/lib/session/contract";
import type { EndReason } from "@/lib/session/reasons";
import type { SessionEnd } from "@/lib/session/session-events";
import type { UserSession } from "./auth-state";
import { decide } from "./session-rules";
import { type BrowserFacts, type Effect, initialTabState, type Signal, type TabState } from "./session-state";

export const SERVER_TIME = "2026-01-01T00:00:01.000Z";
const snapshot: UserSession = { ...signedIn, serverTime: SERVER_TIME };
export const calm: BrowserFacts = { now: 20_000, epoch: "epoch-1", signedOutSessions: [] };
export const moved: BrowserFacts = { ...calm, epoch: "epoch-2" };
export const marked: BrowserFacts = { ...calm, signedOutSessions: ["s-1"] };

const byProvider: UserSession = {
  ...signedIn,
  session: { ...signedIn.session, authMethods: ["oidc"] },
};
const started = (initial: UserSession | null | undefined, inPlace: boolean): TabState => ({
  ...initialTabState(initial, "epoch-1", inPlace, 1_000),
});
export const waitingPage = started(signedIn, true);
export const leavingPage = started(signedIn, false);
export const waitingPageOfProvider = started(byProvider, true);
export const leavingPageOfProvider = started(byProvider, false);
export const visitor = started(null, true);
export const loading = started(undefined, true);
export const endError = new AuthError("session_revoked");
export const waiting: TabState = {
  ...waitingPage,
  status: "signed-out",
  user: null,
  session: null,
  sessionEnd: {
    reason: "user",
    at: null,
    by: null,
    from: null,
    user: ada,
    rememberMe: false,
    viaProvider: false,
    renewal: null,
  },
  endError,
};
export const renewing = (renewal: "due" | "running", reloginInPlace = true): TabState => ({
  ...waiting,
  reloginInPlace,
  sessionEnd: {
    reason: "idle",
    at: null,
    by: null,
    from: null,
    user: ada,
    rememberMe: false,
    viaProvider: true,
    renewal,
  },
});
export const end: SessionEnd = {
  sessionId: "s-1",
  reason: "user",
  at: "2026-01-01T12:00:00.000Z",
  by: "you",
  from: "Firefox on Linux",
};
export const bob = { ...ada, id: "u-bob" };
export const yes: CurrentSessionView = { authenticated: true, ...snapshot, serverTime: SERVER_TIME };
export const no = (reason?: EndReason): CurrentSessionView => ({
  authenticated: false,
  serverTime: SERVER_TIME,
  ...(reason && { reason }),
});
export const answered = (view: CurrentSessionView, more: object = {}): Signal => ({
  type: "answered",
  view,
  sentAt: 19_000,
  tell: true,
  ...more,
});
export const refused = (reason?: EndReason): Signal => ({
  type: "refresh-refused",
  error: new AuthError("session_revoked", reason && { details: { reason } }),
});
export const failed = (
  cause: Extract<Signal, { type: "confirmation-finished" }>["cause"],
  reached = false,
): Signal => ({
  type: "confirmation-finished",
  cause,
  reached,
});
export const awaitingConfirmation = (state: TabState): TabState => ({
  ...state,
  isHidden: true,
  openConfirmations: 1,
});
export const inBfcache = (state: TabState): TabState => ({ ...state, isInBfcache: true, isHidden: true });

/** An effect by name alone, where its arguments are errors or the like. */
export type ExpectedEffect = Effect | [Effect[0]] | [Effect[0], unknown];
export type Row = [
  name: string,
  before: TabState,
  signal: Signal,
  facts: BrowserFacts,
  after: Partial<TabState>,
  effects: ExpectedEffect[],
];

export const any = expect.anything() as unknown;
export const error = (reason: EndReason | null) =>
  expect.objectContaining({ details: reason ? { reason } : undefined }) as unknown;
export const setLimits: ExpectedEffect = ["setLimits", any, SERVER_TIME, any] as unknown as Effect;
export const news = { why: "news" } as const;
export const restored = { why: "restored" } as const;
export const idle = { why: "deadline", kind: "idle" } as const;
export const OUT: Partial<TabState> = { status: "signed-out", user: null, session: null, sessionEnd: null };
export const TO_LOGIN: ExpectedEffect[] = [
  ["emit", "logout", undefined],
  ["leaveWhenOnline", "/login?reason=signed_out"],
];
export const gone = (reason: EndReason | null): ExpectedEffect[] => [
  ["clearLimits"],
  ["dropTokens", error(reason)],
];
export const waits = (reason: EndReason | null = null): ExpectedEffect[] => [
  ["clearLimits"],
  ["pauseTokens"],
  ["emit", "error", error(reason)] as unknown as Effect,
];

export function run([, before, signal, facts, after, effects]: Row): void {
  const decision = decide(before, signal, facts);
  expect(decision.state).toMatchObject(after);
  expect(decision.effects).toEqual(effects);
}

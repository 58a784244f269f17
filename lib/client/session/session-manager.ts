/**
 * The session of one tab: collects what happens, lets `session-rules.ts` decide what it means, and does what that asks for.
 */
import type { Cancel, Environment, TabChannel } from "@/lib/client/browser/environment";
import type { Connection } from "@/lib/client/http/connection";
import type { ExpectedSession } from "@/lib/client/tokens/held-token";
import { createTokenManager, type TokenManager } from "@/lib/client/tokens/token-manager";
import type { EndReason } from "@/lib/session/reasons";
import { createEmitter, type Emitter } from "./auth-events";
import type { AuthState, UserSession } from "./auth-state";
import { createExpiryMonitor, type ExpiryMonitor } from "./expiry-monitor";
import { createSessionCheck, type SessionCheck } from "./session-check";
import { createEffectRunners, type SessionExpiredEvent } from "./session-effects";
import { signedOutError } from "./session-end-rules";
import { decide } from "./session-rules";
import {
  type BrowserFacts,
  type EffectRunners,
  initialTabState,
  isSignedIn,
  type Signal,
} from "./session-state";
import { createSleepDetector } from "./sleep-detector";
import { createStore, type Store } from "./store";

export interface SessionManager extends SessionCheck {
  store: Store<AuthState>;
  events: Emitter;
  tokens: TokenManager;
  limits: ExpiryMonitor;
  isSignedIn(): boolean;
  /** Decides what `signal` means, and does it before it returns. */
  dispatch(signal: Signal): void;
  /** Sends a hint to the other tabs. */
  post: EffectRunners["post"];
  /** Joins the other tabs and watches the page; @returns a function that undoes it. */
  start(onSessionExpired: (end: SessionExpiredEvent) => void): Cancel;
  /**
   * Runs a sign-out the user asked for. Until it finishes, "session ended" events only hide the page; they are handled
   * only if `work` fails.
   */
  runSignOut<T>(reason: EndReason, work: () => Promise<T>, hide?: boolean): Promise<T>;
}

/** How often a page looks whether the machine slept: some ways of waking send the page no event. */
const HEARTBEAT_MS = 30_000;

export interface SessionManagerOptions {
  /** Who the server rendered this page for; null for a visitor, undefined to ask. */
  initial: UserSession | null | undefined;
  /** The epoch cookie of the request that this page was rendered for; undefined when the server did not say. */
  epoch: string | undefined;
  /** Milliseconds before its expiry that the access token is renewed. */
  leeway: number;
  /** Whether a page whose session ends waits for the password, or leaves. */
  reloginInPlace: boolean;
}

/** @param connection where leaving pages wait for the server */
export function createSessionManager(
  env: Environment,
  connection: Pick<Connection, "whenOnline">,
  { initial, epoch, leeway, reloginInPlace }: SessionManagerOptions,
): SessionManager {
  let channel: TabChannel | null = null;
  let onExpired: (end: SessionExpiredEvent) => void = () => {};
  const store = createStore(initialTabState(initial, epoch, reloginInPlace, env.now()));
  const events = createEmitter();
  const tokens = createTokenManager(env, { expected, dispatch }, leeway);
  const check = createSessionCheck({ env, store, facts, dispatch });
  const limits = createExpiryMonitor(env, {
    confirmWithServer: () => check.fetchSession().then(ignore, ignore),
    onWarning: (expiryWarning) => store.get().expiryWarning !== expiryWarning && store.set({ expiryWarning }),
    onDeadlinePassed: (kind) => dispatch({ type: "deadline-passed", kind }),
  });
  const post: EffectRunners["post"] = (message) => channel?.post(message);
  const expired = (end: SessionExpiredEvent) => onExpired(end);
  const run = createEffectRunners({
    env,
    connection,
    store,
    events,
    tokens,
    limits,
    check,
    dispatch,
    post,
    expired,
  });
  if (initial === null) tokens.drop(signedOutError());

  /** The user may have signed in again since; a page of an administrator who acts as the user has its own session alone. */
  function expected(): ExpectedSession | null {
    const { user, session } = store.get();
    return (
      user && { expectedUserId: user.id, ...(session?.impersonator && { expectedSessionId: session.id }) }
    );
  }

  function facts(): BrowserFacts {
    const signedOutSessions = env.signOutMarkers.all().map(({ sessionId }) => sessionId);
    return { now: env.now(), epoch: env.epoch(), signedOutSessions };
  }

  function dispatch(signal: Signal): void {
    const before = store.get();
    const { state, effects } = decide(before, signal, facts());
    if (state !== before) store.set(state);
    for (const [name, ...args] of effects) (run[name] as (...args: unknown[]) => void)(...args);
  }

  return {
    ...check,
    store,
    events,
    tokens,
    limits,
    isSignedIn: () => isSignedIn(store.get()),
    dispatch,
    post,
    start(onSessionExpired) {
      onExpired = onSessionExpired;
      channel = env.openChannel((message) => dispatch({ type: "tab-message", message }));
      const stop = watchPage(env, tokens, limits, dispatch);
      dispatch({ type: "started", serverTime: initial?.serverTime });
      return () => {
        stop();
        channel?.close();
        channel = null;
      };
    },
    runSignOut(reason, work, hide = false) {
      dispatch({ type: "sign-out-planned", reason, hide });
      return work().finally(() => dispatch({ type: "sign-out-settled" }));
    },
  };
}

/** Reports when the page wakes, sleeps, and goes into or out of the back/forward cache. */
function watchPage(
  env: Environment,
  tokens: TokenManager,
  limits: ExpiryMonitor,
  dispatch: (signal: Signal) => void,
): Cancel {
  const measureSleep = createSleepDetector(env);
  let cancelHeartbeat: Cancel = () => {};

  function catchUpWithSleep(): void {
    const slept = measureSleep();
    if (slept === 0) return;
    tokens.advanceClock(slept);
    limits.advanceClock(slept);
    limits.check();
  }

  function startHeartbeat(): void {
    cancelHeartbeat = env.after(HEARTBEAT_MS, () => {
      catchUpWithSleep();
      startHeartbeat();
    });
  }

  startHeartbeat();
  const stops = [
    env.onBfcache(() => dispatch({ type: "bfcache-stored" })),
    env.onWake((persisted) => {
      catchUpWithSleep();
      if (persisted) return dispatch({ type: "bfcache-restored" });
      limits.check();
      dispatch({ type: "woke" });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    cancelHeartbeat();
  };
}

function ignore(): void {}

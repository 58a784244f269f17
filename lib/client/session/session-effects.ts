/**
 * The work that a decision asks for. The only place where a rule's word becomes an act.
 */
import type { Environment } from "@/lib/client/browser/environment";
import type { Connection } from "@/lib/client/http/connection";
import type { TokenManager } from "@/lib/client/tokens/token-manager";
import { loginUrl } from "@/lib/session/login-url";
import type { LoginReason } from "@/lib/session/reasons";
import type { Emitter } from "./auth-events";
import type { AuthState } from "./auth-state";
import type { ExpiryMonitor } from "./expiry-monitor";
import type { SessionCheck } from "./session-check";
import type { EffectRunners, Signal } from "./session-state";
import type { Store } from "./store";

export interface SessionExpiredEvent {
  reason: LoginReason;
  /** The login page, explaining the reason and coming back to this page. */
  loginPath: string;
}

export interface EffectParts {
  env: Environment;
  /** Pages that are about to leave wait here for the server. */
  connection: Pick<Connection, "whenOnline">;
  store: Store<AuthState>;
  events: Emitter;
  tokens: TokenManager;
  limits: ExpiryMonitor;
  check: SessionCheck;
  dispatch(signal: Signal): void;
  post: EffectRunners["post"];
  expired(end: SessionExpiredEvent): void;
}

/** @returns a function for each effect that a rule may ask for */
export function createEffectRunners(parts: EffectParts): EffectRunners {
  const { env, connection, store, events, tokens, limits, check, dispatch, post, expired } = parts;
  const leave = (path: string | null) => dispatch({ type: "leave", path });
  return {
    post,
    emit: (...event) => events.emit(...(event as Parameters<Emitter["emit"]>)),
    async check(tell, wakes) {
      await check.fetchSession(tell).catch(() => {});
      if (wakes) tokens.wake();
    },
    awaitServer(delayMs) {
      const tell = () => dispatch({ type: "reached" });
      env.after(delayMs, () => connection.whenOnline(tell));
    },
    async confirmSession(cause) {
      let reached = true;
      try {
        await check.fetchSession(cause.why !== "news");
        // The answer was about the time before a sign-in in another tab: ask about the time after it.
        if (store.get().isHidden) await check.revalidate();
      } catch {
        reached = false;
      }
      dispatch({ type: "confirmation-finished", cause, reached });
    },
    setLimits: limits.setLimits,
    clearLimits: limits.clear,
    finishRestore() {
      limits.check();
      dispatch({ type: "restore-finished" });
    },
    dropTokens: tokens.drop,
    pauseTokens: tokens.pause,
    startSession: () => tokens.startSession(),
    wakeTokens: tokens.wake,
    leaveWhenOnline: (path) => connection.whenOnline(() => leave(path)),
    navigate: (path) => (path === null ? env.reload() : env.navigate(path)),
    expire(reason, whenOnline) {
      const end = { reason, loginPath: loginUrl(reason, env.path()) };
      const tell = () => void env.after(0, () => expired(end));
      if (whenOnline) connection.whenOnline(tell);
      else tell();
    },
  };
}

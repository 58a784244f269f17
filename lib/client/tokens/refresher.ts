/**
 * When the access token is renewed: one refresh at a time, on time, and again after a failure.
 */
import { createAlarm } from "@/lib/client/browser/alarm";
import type { Environment, SharedToken } from "@/lib/client/browser/environment";
import type { AuthError } from "@/lib/client/http/auth-error";
import { exceedsRetryBudget, type RetrySchedule, recordFailure } from "@/lib/client/http/retry-schedule";
import type { Waiters } from "@/lib/client/http/waiters";
import type { TokenView } from "@/lib/session/contract";
import { isTerminal } from "@/lib/session/errors";
import type { HeldToken } from "./held-token";
import { createRotator, type Rotator, type TokenOwner } from "./rotator";

export interface Refresher extends Pick<Rotator, "rotateVia"> {
  /**
   * Starts a refresh, unless one runs or an outage puts it off.
   *
   * @returns the error of an outage that will last longer than calls wait; else null
   */
  request(force?: boolean): AuthError | null;
  /** Resolves when the refresh that runs now has ended, whatever came of it. */
  settled(): Promise<void>;
  renewIfDue(): void;
  acceptResponse(view: TokenView, sentAt: number): void;
  /** Another session from here on: forgets the token, and drops what is still to be answered. */
  reset(pause: boolean): void;
  /** A refresh has failed for a reason that is not the session's, and will be tried again. */
  isRetrying(): boolean;
  /** Tries again now, or as soon as the server allows. */
  wake(): void;
}

interface RefresherParts {
  held: HeldToken;
  pending: Waiters<string>;
  owner: TokenOwner;
}

/** @returns the refresher of one tab */
export function createRefresher(env: Environment, { held, pending, owner }: RefresherParts): Refresher {
  const rotator = createRotator(env, held, owner, accept);
  const alarm = createAlarm(env, () => start());
  let inFlight: Promise<void> | null = null;
  let backoff: RetrySchedule | null = null;
  let isPaused = false;

  function accept(token: SharedToken): void {
    backoff = null;
    alarm.set(held.set(token));
    pending.resolveAll(token.accessToken);
  }

  function fail(error: AuthError): void {
    if (isTerminal(error.code)) owner.dispatch({ type: "refresh-refused", error });
    else if (error.code === "session_mismatch") {
      pending.rejectAll(error);
      owner.dispatch({ type: "user-mismatched" });
    } else {
      backoff = recordFailure(backoff, error, env.now(), env.random());
      alarm.set(backoff.retryAt);
      if (!exceedsRetryBudget(backoff)) return;
      pending.rejectAll(error);
      owner.dispatch({ type: "refresh-failed", error });
    }
  }

  function start(force = false): void {
    if (inFlight || isPaused) return;
    const refresh = rotator.refresh(force).catch(fail);
    const mine = refresh.finally(() => {
      if (inFlight !== mine) return;
      inFlight = null;
      // A caller that joined in its last moment was not served by it; in an outage the alarm will do it.
      if (!pending.isEmpty() && !backoff) start();
    });
    inFlight = mine;
  }

  function renewIfDue(): void {
    if (!backoff && held.isDue()) start();
  }

  return {
    request(force) {
      if (!backoff || env.now() >= backoff.retryAt) start(force);
      // A retry that is under way may well succeed: the call waits for it.
      else if (!inFlight && exceedsRetryBudget(backoff)) return backoff.error;
      return null;
    },
    settled: async () => void (await inFlight),
    renewIfDue,
    rotateVia: rotator.rotateVia,
    acceptResponse: (view, sentAt) => accept(held.share(view, sentAt)),
    reset(pause) {
      rotator.reset();
      isPaused = pause;
      inFlight = backoff = null;
      held.clear();
      alarm.cancel();
    },
    isRetrying: () => backoff !== null,
    wake: () => (backoff ? alarm.set(backoff.notBefore) : renewIfDue()),
  };
}

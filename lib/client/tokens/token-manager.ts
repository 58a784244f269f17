/**
 * The access token of this tab, and the callers that wait for one. The token is kept in memory, here and in the cache
 * that the tabs share, and nowhere else.
 */

import type { Environment } from "@/lib/client/browser/environment";
import { AuthError } from "@/lib/client/http/auth-error";
import { createWaiters } from "@/lib/client/http/waiters";
import type { TokenView } from "@/lib/session/contract";
import { createHeldToken } from "./held-token";
import { createRefresher, type Refresher } from "./refresher";
import type { TokenOwner } from "./rotator";

export interface TokenRequest {
  /** A token the server answered 401 to. */
  rejectedToken?: string;
  /** From `nextSequence`: calls that wait are served in this order. */
  sequence?: number;
}

export interface TokenManager extends Pick<Refresher, "rotateVia" | "isRetrying"> {
  /**
   * @returns a token that is good now; refreshes when there is none
   * @throws {AuthError} the same one for every call that waited for the same refresh: the error that ended the session,
   *   `session_mismatch`, or in an outage `silent_auth_failed`, `unavailable`, `rate_limited`, `server_error`,
   *   `request_timeout`
   */
  getAccessToken(request?: TokenRequest): Promise<string>;
  nextSequence(): number;
  /** Refreshes even though the token is still good. @throws {AuthError} as `getAccessToken` does */
  forceRefresh(): Promise<void>;
  /**
   * Another session begins; responses to requests of the one before are dropped.
   * With a sign-in's token, calls that wait are rejected: they may be another user's. Without, they are served.
   */
  startSession(signIn?: { view: TokenView; sentAt: number }): void;
  /** The session is over: forgets the token, and rejects every call that waits or comes later. */
  drop(error: AuthError): void;
  /**
   * The session is over, but the same user may sign in again: forgets the token, and lets calls wait.
   * Either `startSession` or `drop` must follow.
   */
  pause(): void;
  /** The device slept for so many milliseconds, and the monotonic clock with it: the token is that much older. */
  advanceClock(milliseconds: number): void;
  /** The page is visible or online again: renews the token if it is due. */
  wake(): void;
}

/** @param leeway milliseconds before its expiry that a token is renewed; at most half of its life */
export function createTokenManager(env: Environment, owner: TokenOwner, leeway: number): TokenManager {
  const pending = createWaiters<string>();
  const held = createHeldToken(env, leeway, owner.expected);
  const refresher = createRefresher(env, { held, pending, owner });
  let endError: AuthError | null = null;
  let isPaused = false;
  let lastSequence = 0;

  function reset(error: AuthError | null, pause = false): void {
    endError = error;
    isPaused = pause;
    refresher.reset(pause);
  }

  function wait(sequence: number, force?: boolean): Promise<string> {
    const error = endError ?? refresher.request(force);
    return error ? Promise.reject(error) : pending.wait({ order: sequence });
  }

  async function getAccessToken({
    rejectedToken,
    sequence = lastSequence++,
  }: TokenRequest = {}): Promise<string> {
    held.reject(rejectedToken);
    const token = held.get();
    if (token === null) return wait(sequence);
    refresher.renewIfDue();
    return token;
  }

  return {
    getAccessToken,
    nextSequence: () => lastSequence++,
    async forceRefresh() {
      await refresher.settled();
      await wait(lastSequence++, true);
    },
    rotateVia: refresher.rotateVia,
    startSession(signIn) {
      const wasPaused = isPaused;
      reset(null);
      if (signIn) {
        if (!wasPaused) pending.rejectAll(new AuthError("not_authenticated"));
        refresher.acceptResponse(signIn.view, signIn.sentAt);
      } else if (!pending.isEmpty()) refresher.request();
    },
    drop(error) {
      reset(error);
      env.tokenCache.drop();
      pending.rejectAll(error);
    },
    pause() {
      reset(null, true);
      env.tokenCache.drop();
    },
    advanceClock: held.advanceClock,
    isRetrying: refresher.isRetrying,
    wake: refresher.wake,
  };
}

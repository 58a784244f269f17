/**
 * The one keeper of the access token in a tab. The token is in memory here and in the token share, nowhere else.
 */

import type { Cancel, Environment, SharedToken } from "@/lib/client/browser/environment";
import { AuthError, asAuthError } from "@/lib/client/http/auth-error";
import { type BackoffState, exceedsRetryBudget, recordFailure } from "@/lib/client/http/backoff";
import type { RefreshView, TokenView } from "@/lib/session/contract";
import { isTerminal } from "@/lib/session/errors";
import { createPendingRequests } from "./pending-requests";
import { type Rotation, requestRotation } from "./refresh-request";
import { withTabLock } from "./tab-lock";

export interface TokenManagerCallbacks {
  /** The user this tab believes in, null when it does not know. */
  userId(): string | null;
  /** The session was rotated and the token is in place. @param sentAt when the request left */
  rotated(view: RefreshView, sentAt: number): void;
  /** The server ended the session. Must call `drop`. */
  ended(error: AuthError): void;
  /** Somebody else is active in this browser now. */
  mismatched(): void;
  /** Refreshing failed for longer than calls wait; it goes on in the background. */
  failed(error: AuthError): void;
}

export interface TokenRequest {
  /** A token the server answered 401 to. */
  rejectedToken?: string;
  /** From `drawTicket`: the call's place in the line. */
  sequence?: number;
}

export interface TokenManager {
  /**
   * @returns a token that is good now; refreshes when there is none
   * @throws {AuthError} the same one for every call that waited for the same refresh
   */
  getAccessToken(request?: TokenRequest): Promise<string>;
  nextSequence(): number;
  /** Refreshes even though the token is still good. */
  forceRefresh(): Promise<void>;
  /** Rotates at another endpoint than refresh, under the same lock, and takes over the token it answers. */
  rotateVia(path: string, body: unknown): Promise<void>;
  /**
   * Another session begins; answers on their way for the one before count no more.
   * With a sign-in's token, calls that wait are rejected: they may be another user's. Without, they are served.
   */
  startSession(signIn?: { view: TokenView; sentAt: number }): void;
  /** The session is over: forgets the token, and rejects every call that waits or comes later. */
  drop(error: AuthError): void;
  /**
   * The session is over, but the same person may sign in again: forgets the token, and lets calls wait.
   * Either `begin` or `drop` must follow.
   */
  pause(): void;
  /** The clock stood still for so many milliseconds: the token is that much older. */
  advanceClock(milliseconds: number): void;
  /** A refresh has failed for a reason that is not the session's, and will be tried again. */
  isRetrying(): boolean;
  /** The page is looked at or online again: see whether it is time. */
  wake(): void;
}

/** @param leeway milliseconds before its expiry that a token is renewed; at most half of its life */
export function createTokenManager(
  env: Environment,
  callbacks: TokenManagerCallbacks,
  leeway: number,
): TokenManager {
  const pending = createPendingRequests();
  let current: { accessToken: string; expiresAt: number; renewAt: number } | null = null;
  let rejectedToken: string | undefined;
  let refreshInFlight: Promise<void> | null = null;
  let backoff: BackoffState | null = null;
  let endError: AuthError | null = null;
  // The session has ended, and whoever calls waits for the person.
  let paused = false;
  // Counts sessions, so that an answer can tell whether the one it was asked for is still on.
  let sessionEpoch = 0;
  let lastSequence = 0;
  let cancelAlarm: Cancel = () => {};

  const leewayOf = (life: number) => Math.min(leeway, life / 2);

  function shareKey(): string | null {
    const epoch = env.epoch();
    const userId = callbacks.userId();
    return epoch && userId ? `${epoch} ${userId}` : null;
  }

  function setToken({ accessToken, remaining, life }: SharedToken): void {
    const expiresAt = env.now() + remaining;
    current = { accessToken, expiresAt, renewAt: expiresAt - leewayOf(life) };
    backoff = null;
    setAlarm(current.renewAt);
    pending.release(accessToken);
  }

  function setTokenFromResponse({ accessToken, expiresIn }: TokenView, sentAt: number): void {
    const life = expiresIn * 1000;
    const token = { accessToken, life, remaining: sentAt + life - env.now() };
    const key = shareKey();
    if (key) env.tokenCache.keep(key, token);
    setToken(token);
  }

  function setAlarm(at: number): void {
    cancelAlarm();
    // Looks again when it rings: the longest timer is shorter than the longest token.
    cancelAlarm = env.after(Math.max(0, at - env.now()), () =>
      env.now() < at ? setAlarm(at) : startRefresh(),
    );
  }

  /** @returns what another tab got meanwhile, unless that is what this tab has, was refused, or is due itself. */
  async function findShared(): Promise<SharedToken | null> {
    const key = shareKey();
    const found = key && (await env.tokenCache.find(key));
    if (!found || found.accessToken === rejectedToken || found.accessToken === current?.accessToken)
      return null;
    return found.remaining > leewayOf(found.life) ? found : null;
  }

  /** @returns tells whether the session of this moment is still on; an answer for one that is over is nobody's. */
  function sessionGuard(): () => boolean {
    const begun = sessionEpoch;
    return () => sessionEpoch === begun;
  }

  /** Runs within the lock to the end, so that the next tab to get in finds the new token shared. */
  async function rotateAndSet(path: string, body: unknown, token?: string): Promise<Rotation> {
    const isOn = sessionGuard();
    const rotation = await requestRotation(env, path, body, token);
    if (isOn()) setTokenFromResponse(rotation.view, rotation.sentAt);
    return rotation;
  }

  async function refresh(force: boolean): Promise<void> {
    const isOn = sessionGuard();
    try {
      const rotation = await withTabLock(env, async () => {
        const shared = force ? null : await findShared();
        if (!isOn()) return null;
        const expectedUserId = callbacks.userId();
        if (!shared)
          return rotateAndSet("/api/auth/refresh", expectedUserId ? { expectedUserId } : undefined);
        setToken(shared);
        return null;
      });
      if (rotation && isOn()) callbacks.rotated(rotation.view, rotation.sentAt);
    } catch (thrown) {
      if (isOn()) fail(asAuthError(thrown));
    }
  }

  function fail(error: AuthError): void {
    if (isTerminal(error.code)) callbacks.ended(error);
    else if (error.code === "session_mismatch") {
      pending.reject(error);
      callbacks.mismatched();
    } else {
      backoff = recordFailure(backoff, error, env.now(), env.random());
      setAlarm(backoff.retryAt);
      if (!exceedsRetryBudget(backoff)) return;
      pending.reject(error);
      callbacks.failed(error);
    }
  }

  /** One refresh at a time: whoever needs one while it runs waits for it. */
  function startRefresh(force = false): void {
    if (refreshInFlight || paused) return;
    const mine = refresh(force).finally(() => {
      if (refreshInFlight !== mine) return;
      refreshInFlight = null;
      // Whoever joined in its last moment was not served by it; in an outage the alarm will do it.
      if (!pending.isEmpty() && !backoff) startRefresh();
    });
    refreshInFlight = mine;
  }

  /** Joins the line. In an outage nothing leaves before its time; the alarm sees to that. */
  function wait(sequence: number, force?: boolean): Promise<string> {
    if (endError) return Promise.reject(endError);
    if (paused) return pending.wait(sequence);
    if (backoff && env.now() < backoff.retryAt) {
      if (exceedsRetryBudget(backoff)) return Promise.reject(backoff.error);
    } else startRefresh(force);
    return pending.wait(sequence);
  }

  /** Another session from here on, or none. */
  function clear(error: AuthError | null): void {
    sessionEpoch++;
    endError = error;
    paused = false;
    refreshInFlight = current = backoff = null;
    cancelAlarm();
  }

  async function getAccessToken({
    rejectedToken: bad,
    sequence = lastSequence++,
  }: TokenRequest = {}): Promise<string> {
    if (current && current.accessToken === bad) {
      rejectedToken = bad;
      current = null;
    }
    if (!current || env.now() >= current.expiresAt) return wait(sequence);
    if (env.now() >= current.renewAt && !backoff) startRefresh();
    return current.accessToken;
  }

  return {
    getAccessToken,
    nextSequence: () => lastSequence++,
    async forceRefresh() {
      await refreshInFlight;
      await wait(lastSequence++, true);
    },
    async rotateVia(path, body) {
      const send = async (token: string) => {
        const isOn = sessionGuard();
        const { view, sentAt } = await withTabLock(env, () => rotateAndSet(path, body, token));
        if (isOn()) callbacks.rotated(view, sentAt);
      };
      const token = await getAccessToken();
      await send(token).catch(async (error: AuthError) => {
        if (error.code !== "token_expired" && !isTerminal(error.code)) throw error;
        await send(await getAccessToken({ rejectedToken: token }));
      });
    },
    startSession(signIn) {
      const wasPaused = paused;
      clear(null);
      if (signIn) {
        if (!wasPaused) pending.reject(new AuthError("not_authenticated", "Somebody signed in meanwhile."));
        setTokenFromResponse(signIn.view, signIn.sentAt);
      } else if (!pending.isEmpty()) startRefresh();
    },
    drop(error) {
      clear(error);
      env.tokenCache.drop();
      pending.reject(error);
    },
    pause() {
      clear(null);
      paused = true;
      env.tokenCache.drop();
    },
    advanceClock(milliseconds) {
      if (!current) return;
      current.expiresAt -= milliseconds;
      current.renewAt -= milliseconds;
    },
    isRetrying: () => backoff !== null,
    wake() {
      if (backoff) setAlarm(backoff.notBefore);
      else if (current && env.now() >= current.renewAt) startRefresh();
    },
  };
}

/**
 * Rotates the session under the lock of all tabs, and drops responses that come after another session has begun.
 */
import type { Environment, SharedToken } from "@/lib/client/browser/environment";
import { type AuthError, asAuthError } from "@/lib/client/http/auth-error";
import type { RefreshView } from "@/lib/session/contract";
import type { ExpectedSession, HeldToken } from "./held-token";
import { type Rotation, requestRotation } from "./refresh-request";
import { withTabLock } from "./tab-lock";

/** What the tokens tell their owner. */
export type TokenSignal =
  /** The session was rotated and the token is in place. `sentAt`: when the request left, on the monotonic clock. */
  | { type: "refreshed"; view: RefreshView; sentAt: number }
  /** The server ended the session. The owner must call `drop` or `pause`. */
  | { type: "refresh-refused"; error: AuthError }
  /** Refreshing has failed for longer than calls wait; it goes on in the background. */
  | { type: "refresh-failed"; error: AuthError }
  /** Another user is signed in in this browser now. */
  | { type: "user-mismatched" };

export interface TokenOwner {
  /** The session this tab takes for its own; null when it does not know. */
  expected(): ExpectedSession | null;
  dispatch(signal: TokenSignal): void;
}

export interface Rotator {
  /**
   * Gets a newer token: another tab's, or from the server.
   *
   * @param force asks the server in any case
   * @throws {AuthError} only while the session it was asked for is still on
   */
  refresh(force: boolean): Promise<void>;
  /**
   * Rotates at another endpoint than refresh, under the same lock, and takes over the token it answers.
   *
   * @param token an access token that is good now
   * @throws {AuthError} what the endpoint answered
   */
  rotateVia(path: string, body: unknown, token: string): Promise<void>;
  /** Another session from here on. */
  reset(): void;
}

/** @param accept called with each new token, within the lock */
export function createRotator(
  env: Environment,
  held: HeldToken,
  owner: TokenOwner,
  accept: (token: SharedToken) => void,
): Rotator {
  let sessionEpoch = 0;

  /** @returns a predicate: false once the session has changed, so that late responses can be dropped. */
  function sessionGuard(): () => boolean {
    const begun = sessionEpoch;
    return () => sessionEpoch === begun;
  }

  /** Runs within the lock to the end, so that the next tab to get in finds the new token shared. */
  async function rotate(path: string, body: unknown, token?: string): Promise<Rotation> {
    const isOn = sessionGuard();
    const rotation = await requestRotation(env, path, body, token);
    if (isOn()) accept(held.share(rotation.view, rotation.sentAt));
    return rotation;
  }

  return {
    async refresh(force) {
      const isOn = sessionGuard();
      try {
        const rotation = await withTabLock(env, async () => {
          const shared = force ? null : await held.findShared();
          if (!isOn()) return null;
          return shared ? accept(shared) : rotate("/api/auth/refresh", owner.expected() ?? undefined);
        });
        if (rotation && isOn()) owner.dispatch({ type: "refreshed", ...rotation });
      } catch (thrown) {
        if (isOn()) throw asAuthError(thrown);
      }
    },
    async rotateVia(path, body, token) {
      const isOn = sessionGuard();
      const rotation = await withTabLock(env, () => rotate(path, body, token));
      if (isOn()) owner.dispatch({ type: "refreshed", ...rotation });
    },
    reset() {
      sessionEpoch++;
    },
  };
}

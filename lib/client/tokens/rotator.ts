/**
 * Rotates the session under the lock of all tabs, and drops responses that come after another session has begun.
 */
import type { Environment, SharedToken } from "@/lib/client/browser/environment";
import { asAuthError } from "@/lib/client/http/auth-error";
import type { RefreshView } from "@/lib/session/contract";
import type { HeldToken } from "./held-token";
import { type Rotation, requestRotation } from "./refresh-request";
import { withTabLock } from "./tab-lock";

export interface RotatorCallbacks {
  /** The id of the user this tab believes in; null when it does not know. */
  userId(): string | null;
  /** The session was rotated and the token is in place. @param sentAt when the request left (monotonic clock) */
  rotated(view: RefreshView, sentAt: number): void;
}

export interface Rotator {
  /**
   * Gets a newer token: another tab's, or from the server.
   *
   * @param force asks the server in any case
   * @throws {AuthError} only while the session it was asked for is still on
   */
  refresh(force: boolean): Promise<void>;
  /** Rotates at another endpoint than refresh. @throws {AuthError} what the endpoint answered */
  rotateVia(path: string, body: unknown, token: string): Promise<void>;
  /** Another session from here on. */
  reset(): void;
}

/** @param accept called with each new token, within the lock */
export function createRotator(
  env: Environment,
  held: HeldToken,
  callbacks: RotatorCallbacks,
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
          const expectedUserId = callbacks.userId();
          if (!shared) return rotate("/api/auth/refresh", expectedUserId ? { expectedUserId } : undefined);
          accept(shared);
          return null;
        });
        if (rotation && isOn()) callbacks.rotated(rotation.view, rotation.sentAt);
      } catch (thrown) {
        if (isOn()) throw asAuthError(thrown);
      }
    },
    async rotateVia(path, body, token) {
      const isOn = sessionGuard();
      const { view, sentAt } = await withTabLock(env, () => rotate(path, body, token));
      if (isOn()) callbacks.rotated(view, sentAt);
    },
    reset() {
      sessionEpoch++;
    },
  };
}

/**
 * Telling the server that the user is present. This, and nothing else, moves the idle limit.
 */
import type { Environment } from "@/lib/client/browser/environment";
import type { RequestOptions } from "@/lib/client/http/request";
import type { ActivityView, SessionView } from "@/lib/session/contract";
import type { SessionManager } from "./session-manager";

export interface Presence {
  /** @returns how long the session lasts without the user; null when signed out */
  idleLimitMs(): number | null;
  /**
   * Reports the last input. Never throws.
   *
   * @param keepalive the request has to outlive the page
   */
  report(idleForSeconds: number, keepalive: boolean): Promise<void>;
}

/** @returns what reports the presence of one tab's user. @param call makes a call that carries the access token */
export function createPresence(
  env: Pick<Environment, "now">,
  manager: SessionManager,
  call: <T>(path: string, request: RequestOptions) => Promise<T>,
): Presence {
  const { store, limits, post } = manager;
  return {
    idleLimitMs() {
      const { session } = store.get();
      return session && Date.parse(session.idleExpiresAt) - Date.parse(session.lastActiveAt);
    },
    async report(idleForSeconds, keepalive) {
      const sentAt = env.now();
      const request = { body: { idleForSeconds }, keepalive };
      const view = await call<ActivityView>("/api/session/activity", request).catch(() => null);
      const { session } = store.get();
      if (!view || !session) return;
      const moved = withLimits(session, view);
      store.set({ session: moved });
      limits.setLimits(moved, view.serverTime, sentAt);
      // Tabs that show a warning take it back.
      post("present");
    },
  };
}

/** The moment of the last activity moves by as much as the idle limit. */
function withLimits(session: SessionView, { idleExpiresAt, absoluteExpiresAt }: ActivityView): SessionView {
  const movedMs = Date.parse(idleExpiresAt) - Date.parse(session.idleExpiresAt);
  return {
    ...session,
    idleExpiresAt,
    absoluteExpiresAt,
    expiresAt: idleExpiresAt < absoluteExpiresAt ? idleExpiresAt : absoluteExpiresAt,
    lastActiveAt: new Date(Date.parse(session.lastActiveAt) + movedMs).toISOString(),
  };
}

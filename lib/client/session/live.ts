/**
 * Follows the session's stream while somebody is signed in and the page is there to see it, and passes on what it says.
 */

import type { Cancel, Environment } from "@/lib/client/browser/environment";
import type { StreamMessage } from "@/lib/session/session-events";
import { connectAsLeader } from "./session-events";
import type { SessionManager } from "./session-manager";

export function subscribeSessionEvents(env: Environment, manager: SessionManager): Cancel {
  let following: string | null = null;
  let stop: Cancel = () => {};
  let isAway = false;

  function sessionsChanged(): void {
    manager.post("sessions-changed");
    manager.events.emit("sessionsChanged", undefined);
  }

  function check(): void {
    if (manager.isSignedIn()) manager.fetchSession().catch(() => {});
  }

  function heard(message: StreamMessage): void {
    const { session, user } = manager.store.get();
    switch (message.event) {
      case "state": {
        const { data } = message;
        const isOurs = data.authenticated && data.user.id === user?.id && data.session.id === session?.id;
        if (isOurs) manager.limits.setLimits(data.session, data.serverTime, env.now());
        else check();
        return;
      }
      case "revoked":
      case "expired": {
        const end = { by: null, from: null, ...message.data };
        manager.post({ ended: end });
        manager.onSessionEnded(end);
        return;
      }
      case "sessions-changed":
        sessionsChanged();
        return;
      case "user-changed":
        manager.post("user-changed");
        check();
    }
  }

  /** Another session than before, or none, or nobody to see it: another stream, or none. */
  function updateSubscription(): void {
    const { session, mismatch } = manager.store.get();
    // Without locks every tab has a stream, so those out of sight do without.
    const isListening = !isAway && !mismatch && (env.locks() !== undefined || !env.isHidden());
    const wanted = isListening ? (session?.id ?? null) : null;
    if (wanted === following) return;
    following = wanted;
    stop();
    stop =
      wanted === null ? () => {} : connectAsLeader(env, { heard, resumed: sessionsChanged, refused: check });
  }

  const stops = [
    manager.store.subscribe(updateSubscription),
    env.onHide((left) => {
      isAway = left;
      updateSubscription();
    }),
    env.onWake(() => {
      isAway = false;
      updateSubscription();
    }),
  ];
  updateSubscription();
  return () => {
    for (const undo of stops) undo();
    stop();
  };
}

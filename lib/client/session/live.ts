/**
 * Follows the session's stream while somebody is signed in and the page is there to see it, and passes on what it says.
 */

import type { Cancel, Environment } from "@/lib/client/browser/environment";
import type { StreamMessage } from "@/lib/session/session-events";
import { followStream } from "./session-events";
import type { IdentityKeeper } from "./session-manager";

export function goLive(env: Environment, me: IdentityKeeper): Cancel {
  let following: string | null = null;
  let stop: Cancel = () => {};
  let isAway = false;

  function sessionsChanged(): void {
    me.post("sessions-changed");
    me.events.emit("sessionsChanged", undefined);
  }

  function check(): void {
    if (me.isSignedIn()) me.check().catch(() => {});
  }

  function heard(message: StreamMessage): void {
    const { session, user } = me.store.get();
    switch (message.event) {
      case "state": {
        const { data } = message;
        const isOurs = data.authenticated && data.user.id === user?.id && data.session.id === session?.id;
        if (isOurs) me.limits.note(data.session, data.serverTime, env.now());
        else check();
        return;
      }
      case "revoked":
      case "expired": {
        const end = { by: null, from: null, ...message.data };
        me.post({ ended: end });
        me.hearEnd(end);
        return;
      }
      case "sessions-changed":
        sessionsChanged();
        return;
      case "user-changed":
        me.post("user-changed");
        check();
    }
  }

  /** Another session than before, or none, or nobody to see it: another stream, or none. */
  function adjust(): void {
    const { session, mismatch } = me.store.get();
    // Without locks every tab has a stream, so those out of sight do without.
    const isListening = !isAway && !mismatch && (env.locks() !== undefined || !env.isHidden());
    const wanted = isListening ? (session?.id ?? null) : null;
    if (wanted === following) return;
    following = wanted;
    stop();
    stop =
      wanted === null ? () => {} : followStream(env, { heard, resumed: sessionsChanged, refused: check });
  }

  const stops = [
    me.store.subscribe(adjust),
    env.onHide((left) => {
      isAway = left;
      adjust();
    }),
    env.onWake(() => {
      isAway = false;
      adjust();
    }),
  ];
  adjust();
  return () => {
    for (const undo of stops) undo();
    stop();
  };
}

/**
 * The events of the session, from the event stream. A tab that reads it (`stream-reader.ts`) passes them on to the others.
 */
import type { Cancel, Environment } from "@/lib/client/browser/environment";
import { endedMessage } from "@/lib/client/browser/tab-message";
import type { SessionManager } from "./session-manager";
import { type StreamListener, type StreamReader, startStreamReader } from "./stream-reader";

/** Makes every list of devices, in all tabs, load again. */
export function announceSessionsChanged({ post, events }: Pick<SessionManager, "post" | "events">): void {
  post("sessions-changed");
  events.emit("sessionsChanged", undefined);
}

/**
 * Subscribes to the events of the session while a user is signed in and the page is open.
 *
 * @returns a function that ends the subscription
 */
export function subscribeSessionEvents(env: Environment, manager: SessionManager): Cancel {
  let subscribedTo: string | null = null;
  let reader: StreamReader | null = null;
  let isLeft = false;

  const onSessionsChanged = () => announceSessionsChanged(manager);

  function askServer(): void {
    if (manager.isSignedIn()) manager.fetchSession().catch(() => {});
  }

  const listener: StreamListener = {
    onMessage(message) {
      const { session, user } = manager.store.get();
      switch (message.event) {
        case "state": {
          const { data } = message;
          const isOurs = data.authenticated && data.user.id === user?.id && data.session.id === session?.id;
          if (isOurs) manager.limits.setLimits(data.session, data.serverTime, env.now());
          else askServer();
          return;
        }
        case "revoked":
        case "expired": {
          const end = { by: null, from: null, ...message.data };
          manager.post(endedMessage(end.sessionId));
          manager.dispatch({ type: "end-streamed", end });
          return;
        }
        case "sessions-changed":
          onSessionsChanged();
          return;
        case "user-changed":
          manager.post("user-changed");
          askServer();
      }
    },
    onReopened: onSessionsChanged,
    onRefused: askServer,
    onLost: (isLost) => manager.dispatch({ type: "stream-changed", isLost }),
  };

  /** Follows the session of this tab: a stream for each new one, none while the page is left or signed out. */
  function updateSubscription(): void {
    const { session, mismatch } = manager.store.get();
    const wanted = isLeft || mismatch ? null : (session?.id ?? null);
    if (wanted === subscribedTo) return;
    subscribedTo = wanted;
    reader?.stop();
    reader = wanted === null ? null : startStreamReader(env, listener);
  }

  function updateVisibility(left: boolean): void {
    isLeft = left;
    updateSubscription();
    reader?.updateVisibility();
  }

  const stops = [
    manager.store.subscribe(updateSubscription),
    env.onHide(updateVisibility),
    env.onWake(() => updateVisibility(false)),
  ];
  updateSubscription();
  return () => {
    for (const stop of stops) stop();
    reader?.stop();
  };
}

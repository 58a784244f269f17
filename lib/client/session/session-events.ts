/**
 * What happens to the session, as it happens. One event stream serves the whole browser: the tab that holds the lock reads
 * it, and passes on what it hears. Without locks each visible tab has a stream of its own.
 */
import type { Cancel, Environment } from "@/lib/client/browser/environment";
import { type BackoffLimits, backoffMs } from "@/lib/session/backoff";
import type { StreamMessage } from "@/lib/session/session-events";
import type { SessionManager } from "./session-manager";

const LOCK_NAME = "latchkey-stream";
const RETRY: BackoffLimits = { firstMs: 2_000, longestMs: 120_000 };

interface StreamListener {
  onMessage(message: StreamMessage): void;
  /** The stream opened again after a time in which events may have been missed. */
  onReopened(): void;
  /** The server refused to open a stream: the session may be over. */
  onRefused(): void;
}

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
  let disconnect: Cancel = () => {};
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
          manager.post({ ended: end });
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
  };

  /** Follows the session of this tab: a stream for each new one, none while the page is left or signed out. */
  function updateSubscription(): void {
    const { session, mismatch } = manager.store.get();
    // Without locks every tab has a stream, so hidden tabs do without.
    const mayListen = !isLeft && !mismatch && (env.locks() !== undefined || !env.isHidden());
    const wanted = mayListen ? (session?.id ?? null) : null;
    if (wanted === subscribedTo) return;
    subscribedTo = wanted;
    disconnect();
    disconnect = wanted === null ? () => {} : connectAsLeader(env, listener);
  }

  const stops = [
    manager.store.subscribe(updateSubscription),
    env.onHide((left) => {
      isLeft = left;
      updateSubscription();
    }),
    env.onWake(() => {
      isLeft = false;
      updateSubscription();
    }),
  ];
  updateSubscription();
  return () => {
    for (const stop of stops) stop();
    disconnect();
  };
}

/**
 * Opens the stream as soon as no other tab holds the lock.
 *
 * @returns a function that closes it, and lets the next tab have the lock
 */
function connectAsLeader(env: Environment, listener: StreamListener): Cancel {
  const stopped = new AbortController();
  let failures = 0;
  let connections = 0;
  let close: Cancel = () => {};

  function open(): void {
    close = env.openStream(
      (message) => {
        failures = 0;
        // Each connection begins with a `state` event.
        if (message.event === "state" && connections++ > 0) listener.onReopened();
        listener.onMessage(message);
      },
      () => {
        listener.onRefused();
        // Jitter: when a server comes back, its browsers should not all arrive at once.
        close = env.after(backoffMs(failures++, RETRY, env.random()), open);
      },
    );
  }

  /** Keeps the lock until this tab stops. */
  function lead(): Promise<void> {
    if (stopped.signal.aborted) return Promise.resolve();
    open();
    return new Promise((release) => stopped.signal.addEventListener("abort", () => release()));
  }

  const locks = env.locks();
  // It rejects when this tab stops waiting for the lock.
  if (locks) void locks.request(LOCK_NAME, { signal: stopped.signal }, lead).catch(() => {});
  else void lead();
  return () => {
    stopped.abort();
    close();
  };
}

/**
 * Whether a user is signed in, as a frame learns it: as a tab does, by the event stream, which it shares with the tabs, by
 * their messages, and by asking again when the page is looked at.
 */
import type { Cancel, Environment } from "@/lib/client/browser/environment";
import { endedMessage, type TabMessage } from "@/lib/client/browser/tab-message";
import { requestJson } from "@/lib/client/http/request";
import {
  type StreamListener,
  type StreamReader,
  startStreamReader,
} from "@/lib/client/session/stream-reader";
import type { SessionStatusView } from "@/lib/session/contract";
import type { EmbeddedSession } from "./embed-protocol";
import type { FrameCookies } from "./frame-cookies";

/** How long after a request that failed the server is asked again. */
const RETRY_MS = 30_000;

export interface StatusWatch {
  /** Null until the server has answered. */
  current(): EmbeddedSession | null;
  /** Asks the server. Never rejects: a request that failed is made again later. */
  check(): Promise<void>;
  stop(): void;
}

/** @param onChange called with the first answer, and with each that differs from the one before */
export function watchStatus(
  env: Environment,
  cookies: FrameCookies,
  onChange: (session: EmbeddedSession) => void,
): StatusWatch {
  let current: EmbeddedSession | null = null;
  let running: Promise<void> | null = null;
  let isStale = false;
  let cancelRetry: Cancel = () => {};
  const stream = followStream(
    env,
    (message) => channel.post(message),
    () => void check(),
  );
  const channel = env.openChannel((message) => isAboutSession(message) && void check());

  function adopt(view: SessionStatusView): void {
    const session = toEmbeddedSession(view);
    stream.follow(session.active ? session.epoch : null);
    if (JSON.stringify(session) === JSON.stringify(current)) return;
    current = session;
    onChange(session);
  }

  async function ask(): Promise<void> {
    while (isStale) {
      isStale = false;
      cancelRetry();
      try {
        adopt(await requestJson<SessionStatusView>(env, "/api/session/status", { method: "GET" }));
      } catch {
        cancelRetry = env.after(RETRY_MS, () => void check());
      }
    }
    running = null;
  }

  function check(): Promise<void> {
    isStale = true;
    running ??= ask();
    return running;
  }

  const stops = [
    env.onHide((left) => (left ? stream.follow(null) : stream.updateVisibility())),
    env.onWake(() => {
      stream.updateVisibility();
      void check();
    }),
    cookies.onChange(() => void check()),
    () => stream.follow(null),
    () => channel.close(),
    () => cancelRetry(),
  ];
  void check();
  return {
    current: () => current,
    check,
    stop() {
      for (const stop of stops) stop();
    },
  };
}

/** Reads the event stream while a user is signed in, and passes what the tabs have to know on to them. */
function followStream(env: Environment, post: (message: TabMessage) => void, onDoubt: () => void) {
  let followed: string | null = null;
  let reader: StreamReader | null = null;
  const listener: StreamListener = {
    onMessage(message) {
      if (message.event === "state") {
        if (!message.data.authenticated) onDoubt();
      } else if (message.event === "revoked" || message.event === "expired") {
        post(endedMessage(message.data.sessionId));
        onDoubt();
      } else post(message.event);
    },
    onReopened: onDoubt,
    onRefused: onDoubt,
    onLost: () => {},
  };
  return {
    /** @param epoch another one is another session; null stops reading */
    follow(epoch: string | null): void {
      if (epoch === followed) return;
      followed = epoch;
      reader?.stop();
      reader = epoch === null ? null : startStreamReader(env, listener);
    },
    updateVisibility: () => reader?.updateVisibility(),
  };
}

/** @returns whether a tab says that who is signed in may have changed */
function isAboutSession(message: string): boolean {
  return /^(signed-in$|signed-out$|ended )/.test(message);
}

function toEmbeddedSession(view: SessionStatusView): EmbeddedSession {
  if ("unavailable" in view) return { active: false, unavailable: true, epoch: "" };
  const { serverTime: _, ...session } = view;
  return session;
}

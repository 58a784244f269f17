/**
 * The stream an open page listens to: whatever happens to its session, the moment it is committed.
 *
 * It counts as nothing: no presence, no use of a token. It ends with the session.
 */
import type { CurrentSessionView } from "@/lib/session/contract";
import { type Failure, fail } from "@/lib/session/failure";
import { type EndReason, isExpiry } from "@/lib/session/reasons";
import { expiresAt, type SessionRecord } from "@/lib/session/session";
import { type StreamMessage, toStreamMessage } from "@/lib/session/session-events";
import { database } from "./database";
import { watchAccount } from "./event-bus";
import { log } from "./log";
import { describeCurrent, findPrincipal } from "./sessions";
import { processSingleton } from "./singleton";

/** Tabs of one browser share a stream; a few more are for the moment in which one hands over to the next. */
const MAX_PER_SESSION = 4;
/** A comment keeps proxies from closing a quiet stream, and is when the session is looked at again. Milliseconds. */
const HEARTBEAT_MS = 15_000;
/** Longer waits than this would overflow the timer. */
const MAX_TIMER_MS = 2 ** 31 - 1;

export interface Subscriber {
  send(message: StreamMessage): void;
  /** Sends what no listener sees. */
  beat(): void;
  close(): void;
}

/** All open streams by their session, so that a stopping server can close them. */
function openStreams(): { bySession: Map<string, Set<() => void>>; closed: boolean } {
  return processSingleton("session streams", () => ({ bySession: new Map(), closed: false }));
}

/** Closes every stream, for good: browsers come back by themselves, each after a time of its own, to another server. */
export function closeStreams(): void {
  const open = openStreams();
  open.closed = true;
  for (const streams of open.bySession.values()) for (const close of streams) close();
}

/**
 * Opens a stream for whoever holds a refresh token.
 *
 * @returns what ends it from the listener's side, or a refusal
 */
export async function openStream(presented: string, subscriber: Subscriber): Promise<(() => void) | Failure> {
  const principal = await findPrincipal(presented);
  if ("reason" in principal) return fail("not_authenticated");
  const { session } = principal;
  const { bySession, closed } = openStreams();
  if (closed) return fail("unavailable");
  const streams = bySession.get(session.id) ?? new Set();
  if (streams.size >= MAX_PER_SESSION) return fail("rate_limited", { retryAfter: HEARTBEAT_MS / 1000 });
  bySession.set(session.id, streams);
  return run(session, streams, presented, subscriber);
}

async function run(
  session: SessionRecord,
  streams: Set<() => void>,
  presented: string,
  subscriber: Subscriber,
): Promise<() => void> {
  const unwatch = watchAccount(session.userId, (event) => {
    const message = toStreamMessage(event, session.id);
    if (message) tell(message);
    if (event.name === "password_changed") tryLook();
  });
  const heart = setInterval(() => {
    subscriber.beat();
    tryLook();
  }, HEARTBEAT_MS);
  let alarm: NodeJS.Timeout | undefined;

  function close(): void {
    if (!streams.delete(close)) return;
    unwatch();
    clearInterval(heart);
    clearTimeout(alarm);
    if (streams.size === 0) openStreams().bySession.delete(session.id);
    subscriber.close();
  }
  streams.add(close);

  function tell(message: StreamMessage): void {
    subscriber.send(message);
    if (message.event === "revoked" || message.event === "expired") close();
  }

  /**
   * What an event might have missed, and what no event tells: a limit reached, or that this token would open no page
   * any more. A copied cookie hears nothing past the second rotation or a new password; a browser comes back with the
   * cookie it has now.
   */
  async function look(): Promise<void> {
    const [found, now] = await Promise.all([findPrincipal(presented), database().now()]);
    if (!streams.has(close)) return; // closed while it looked
    if ("session" in found) setAlarm(expiresAt(found.session) - now);
    else if (found.reason === null) close();
    else {
      const ended = await database().findSession(session.id);
      tell(endMessage(ended?.session ?? session, found.reason, now));
    }
  }

  /** A database that is away ends nothing: the next beat looks again. */
  const tryLook = () => void look().catch((error) => log().warn({ err: error }, "stream did not look"));

  function setAlarm(wait: number): void {
    clearTimeout(alarm);
    alarm = setTimeout(tryLook, Math.min(Math.max(wait, 0) + 1, MAX_TIMER_MS));
    alarm.unref();
  }

  try {
    const state: CurrentSessionView = await describeCurrent(presented);
    if (!streams.has(close)) return close; // closed while it was described
    subscriber.send({ event: "state", data: state });
    setAlarm(0);
    return close;
  } catch (error) {
    close(); // whoever asked for it gets nothing to end it with
    throw error;
  }
}

/** An end nobody told of: found when looking. */
function endMessage(session: SessionRecord, reason: EndReason, now: number): StreamMessage {
  const sessionId = session.id;
  const at = new Date(session.endedAt ?? Math.min(now, expiresAt(session))).toISOString();
  return isExpiry(reason)
    ? { event: "expired", data: { sessionId, reason, at } }
    : { event: "revoked", data: { sessionId, reason, at, by: null, from: null } };
}

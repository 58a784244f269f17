/**
 * The event stream of an open page: each change of its session, as soon as it is committed.
 *
 * Listening counts neither as presence nor as use of a token. The stream ends with the session.
 */

import { database } from "@/lib/server/database";
import { isoTime } from "@/lib/server/iso-time";
import { log } from "@/lib/server/log";
import { processSingleton } from "@/lib/server/singleton";
import type { AuditEventName } from "@/lib/session/audit-events";
import type { CurrentSessionView } from "@/lib/session/contract";
import { type Failure, fail } from "@/lib/session/failure";
import { type EndReason, isExpiry } from "@/lib/session/reasons";
import { limitAt, type SessionRecord } from "@/lib/session/session";
import { type StreamMessage, toStreamMessage } from "@/lib/session/session-events";
import { watchAccount } from "./event-bus";
import { describeCurrent, findPrincipal } from "./sessions";

/** The tabs of one browser share a stream; more than one is needed while one tab hands it over to another. */
const MAX_PER_SESSION = 4;
/** How often a comment is sent, so that proxies do not close a quiet stream, and the session is read again. */
const HEARTBEAT_MS = 15_000;
/** The longest wait a timer can hold. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** What may end a stream by itself: a token is too old from then on, or a limit is another one. */
const RECHECKED: ReadonlySet<AuditEventName> = new Set([
  "password_changed",
  "account_secured",
  "idle_timeout_changed",
]);

export interface Subscriber {
  send(message: StreamMessage): void;
  /** Sends a comment, which no event listener sees. */
  sendHeartbeat(): void;
  close(): void;
}

/** All open streams by their session, so that a stopping server can close them. */
function openStreams(): { bySession: Map<string, Set<() => void>>; closed: boolean } {
  return processSingleton("session streams", () => ({ bySession: new Map(), closed: false }));
}

/** @returns how many streams of this process are open */
export function countStreams(): number {
  let count = 0;
  for (const streams of openStreams().bySession.values()) count += streams.size;
  return count;
}

/** Closes every stream and opens no more. Browsers reconnect to another server, each after its own random time. */
export function closeStreams(): void {
  const open = openStreams();
  open.closed = true;
  for (const streams of open.bySession.values()) for (const close of streams) close();
}

/**
 * Opens a stream for the holder of a refresh token.
 *
 * @returns a function that closes it; or `not_authenticated`, `unavailable` while the server stops, `rate_limited` when
 *   the session has too many streams
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
  return runStream(session, streams, presented, subscriber);
}

/** Sends the state and then each event, until the session ends or the stream is closed. */
async function runStream(
  session: SessionRecord,
  streams: Set<() => void>,
  presented: string,
  subscriber: Subscriber,
): Promise<() => void> {
  const unwatch = watchAccount(session.userId, (event) => {
    const message = toStreamMessage(event, session.id);
    if (message) send(message);
    if (RECHECKED.has(event.name)) tryRecheck();
  });
  const heartbeat = setInterval(() => {
    subscriber.sendHeartbeat();
    tryRecheck();
  }, HEARTBEAT_MS);
  let expiryTimer: NodeJS.Timeout | undefined;

  function close(): void {
    if (!streams.delete(close)) return;
    unwatch();
    clearInterval(heartbeat);
    clearTimeout(expiryTimer);
    if (streams.size === 0) openStreams().bySession.delete(session.id);
    subscriber.close();
  }
  streams.add(close);

  function send(message: StreamMessage): void {
    subscriber.send(message);
    if (message.event === "revoked" || message.event === "expired") close();
  }

  /**
   * Reads the session again, for changes without an event: a limit that was reached, an event that was missed, or a
   * token that would no longer open a page. So a copied cookie gets no events after the second rotation or a new
   * password; a browser reconnects with its current cookie.
   */
  async function recheck(): Promise<void> {
    const [found, now] = await Promise.all([findPrincipal(presented), database().now()]);
    if (!streams.has(close)) return; // closed in the meantime
    if ("session" in found) scheduleRecheck(limitAt(found.session) - now);
    else if (found.reason === null) close();
    else {
      const ended = await database().findSession(session.id);
      send(endMessage(ended?.session ?? session, found.reason, now));
    }
  }

  /** An unavailable database ends no stream: the next heartbeat tries again. */
  const tryRecheck = () =>
    void recheck().catch((error) => log().warn({ err: error }, "event stream could not read its session"));

  function scheduleRecheck(wait: number): void {
    clearTimeout(expiryTimer);
    expiryTimer = setTimeout(tryRecheck, Math.min(Math.max(wait, 0) + 1, MAX_TIMER_MS));
    expiryTimer.unref();
  }

  try {
    const state: CurrentSessionView = await describeCurrent(presented);
    if (!streams.has(close)) return close; // closed in the meantime
    subscriber.send({ event: "state", data: state });
    scheduleRecheck(0);
    return close;
  } catch (error) {
    close(); // the caller gets no function to close it with
    throw error;
  }
}

/** The message of an end that was found by reading the session, not by an event. */
function endMessage(session: SessionRecord, reason: EndReason, now: number): StreamMessage {
  const sessionId = session.id;
  const at = isoTime(session.endedAt ?? Math.min(now, limitAt(session)));
  return isExpiry(reason)
    ? { event: "expired", data: { sessionId, reason, at } }
    : { event: "revoked", data: { sessionId, reason, at, by: null, from: null } };
}

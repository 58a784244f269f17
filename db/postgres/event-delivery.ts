/** Reads the rows of committed audit events and passes each event to the listeners once. */
import type { Listener } from "@/db/engine/engine";
import type { StoredEvent } from "@/db/queries/audit";
import { createBoundedMap } from "@/lib/session/bounded-map";
import { eventsBetween, eventsSince } from "./audit-events";
import type { PostgresConnection } from "./connection";

/** An event is dated before it is committed, by no more than this. */
const OVERLAP_MS = 30_000;
/** Event streams check their session by themselves now and then, so they do not need older events. */
const OLDEST_MS = 10 * 60_000;
const PAGE_SIZE = 500;
const MAX_REMEMBERED = 5000;

/** @param now returns the database's time in milliseconds since the epoch */
export function createEventDelivery(now: () => Promise<number>) {
  const listeners = new Set<Listener>();
  /** Ids of the events delivered lately: after a lost connection most events are read a second time. */
  const delivered = createBoundedMap<number, true>(MAX_REMEMBERED);

  function publish(found: StoredEvent[]): void {
    const fresh = found.filter(({ id }) => !delivered.has(id));
    for (const { id } of fresh) delivered.set(id, true);
    const events = fresh.map(({ actorUserId, actorSessionId, ipAddress, device, ...event }) => ({
      ...event,
      actor: { userId: actorUserId, sessionId: actorSessionId, ipAddress, device },
    }));
    if (events.length > 0) for (const listener of listeners) listener(events);
  }

  return {
    /** @returns a function that stops it */
    addListener(listener: Listener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    /** Delivers the events with these ids. */
    async deliver(connection: PostgresConnection, ids: number[]): Promise<void> {
      const found = await connection.rows(eventsBetween, { first: Math.min(...ids), last: Math.max(...ids) });
      publish(found.filter(({ id }) => ids.includes(id)));
    },

    /** @param since on the `performance.now()` clock: delivers the events committed after it */
    async deliverSince(connection: PostgresConnection, since: number): Promise<void> {
      const from = Math.floor((await now()) - Math.min(performance.now() - since + OVERLAP_MS, OLDEST_MS));
      for (let after = 0; ; ) {
        const page = await connection.rows(eventsSince, { since: from, after, limit: PAGE_SIZE });
        publish(page);
        const last = page.at(-1);
        if (!last || page.length < PAGE_SIZE) return;
        after = last.id;
      }
    },
  };
}

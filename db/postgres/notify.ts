/**
 * Word of what has been decided, between processes: the ids of audit events by NOTIFY, which PostgreSQL sends out with
 * the commit; whoever listens reads the rows. The listener has a connection of its own, which comes back when it is
 * lost and then reads what it has missed.
 */
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import type { Engine, Listener, Warn } from "@/db/engine/engine";
import { eventsBetween, eventsSince, type StoredEvent } from "@/db/queries/audit";
import { type BackoffLimits, backoffMs } from "@/lib/session/backoff";
import { createBoundedMap } from "@/lib/session/bounded-map";
import { PostgresConnection } from "./connection";

const CHANNEL = "latchkey_events";
/** A payload holds 7999 bytes: more ids than this go in several. */
const IDS = 400;
const RECONNECT: BackoffLimits = { firstMs: 50, longestMs: 3_000 };
/** A decision is dated before it is committed, by no more than this (milliseconds). */
const OVERLAP_MS = 30_000;
/** Streams look at their session by themselves now and then: older news than this is none to them (milliseconds). */
const OLDEST_MS = 10 * 60_000;
const PAGE_SIZE = 500;
const MAX_REMEMBERED = 5000;

interface ChannelOptions extends Pick<Engine, "ready" | "now"> {
  /** How often the connection is tried, and how long an answer may take (milliseconds). */
  limits: { check: number; checkAnswer: number };
  warn: Warn;
}

export function createChannel(url: string, { ready, now, limits, warn }: ChannelOptions) {
  const listeners = new Set<Listener>();
  /** Ids of what was told lately: what comes again after a break is mostly known. */
  const told = createBoundedMap<number, true>(MAX_REMEMBERED);
  const closing = new AbortController();
  let listening: Promise<void> | null = null;

  /** Keeps a connection for as long as the process lives. */
  async function keepListening(): Promise<void> {
    let failures = 0;
    let aliveAt = performance.now();
    while (!closing.signal.aborted) {
      await listenOnce(aliveAt, () => {
        failures = 0;
        aliveAt = performance.now();
      }).catch((error) => {
        failures += 1; // the database is away, or this connection to it
        warn("not listening", error);
      });
      await pause(backoffMs(failures, RECONNECT, Math.random()));
    }
  }

  /**
   * Listens until the connection is lost.
   *
   * @param since what was decided after this, on the monotonic clock, may not have been told
   * @param alive called whenever all has been told until now
   */
  async function listenOnce(since: number, alive: () => void): Promise<void> {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: limits.checkAnswer,
      query_timeout: limits.checkAnswer,
      keepAlive: true,
      application_name: "latchkey listener",
    });
    let lost = false;
    const gone = new Promise<void>((resolve) => {
      client.on("error", () => resolve()).once("end", resolve);
      closing.signal.addEventListener("abort", () => resolve(), { once: true });
    }).then(() => {
      lost = true;
    });
    const connection = new PostgresConnection(client);
    let last: Promise<unknown> = Promise.resolve();
    /** A connection does one thing at a time. */
    function runLimited<T>(work: () => Promise<T>): Promise<T> {
      const turn = last.then(work);
      last = turn.catch(() => undefined);
      return turn;
    }
    client.on("notification", ({ payload }) => {
      const ids = (payload ?? "").split(",").map(Number);
      runLimited(() => deliver(connection, ids)).catch((error) => warn("news lost", error));
    });
    try {
      await ready();
      await client.connect();
      await runLimited(async () => {
        await client.query(`listen ${CHANNEL}`);
        await deliverSince(connection, since);
      });
      while (!lost) {
        alive();
        await Promise.race([gone, pause(limits.check)]);
        await runLimited(() => client.query("select 1")); // finds a peer that has died without a word
      }
    } finally {
      void client.end().catch(() => undefined);
    }
  }

  async function pause(milliseconds: number): Promise<void> {
    await wait(milliseconds, undefined, { signal: closing.signal }).catch(() => undefined);
  }

  /** Events whose rows cannot be read now are found by the streams, which look for themselves. */
  async function deliver(connection: PostgresConnection, ids: number[]): Promise<void> {
    const found = await connection.rows(eventsBetween, { first: Math.min(...ids), last: Math.max(...ids) });
    publish(found.filter(({ id }) => ids.includes(id)));
  }

  async function deliverSince(connection: PostgresConnection, since: number): Promise<void> {
    const from = Math.floor((await now()) - Math.min(performance.now() - since + OVERLAP_MS, OLDEST_MS));
    for (let after = 0; ; ) {
      const page = await connection.rows(eventsSince, { since: from, after, limit: PAGE_SIZE });
      publish(page);
      const last = page.at(-1);
      if (!last || page.length < PAGE_SIZE) return;
      after = last.id;
    }
  }

  function publish(found: StoredEvent[]): void {
    const news = found.filter(({ id }) => !told.has(id));
    for (const { id } of news) told.set(id, true);
    const events = news.map(({ actorUserId, actorSessionId, ipAddress, device, ...event }) => ({
      ...event,
      actor: { userId: actorUserId, sessionId: actorSessionId, ipAddress, device },
    }));
    if (events.length > 0) for (const listener of listeners) listener(events);
  }

  return {
    /** Has these events told when the transaction is committed. */
    async notify(connection: PostgresConnection, ids: number[]): Promise<void> {
      for (let at = 0; at < ids.length; at += IDS) {
        await connection.query("select pg_notify($1, $2)", [CHANNEL, ids.slice(at, at + IDS).join()]);
      }
    },

    /** The first listener opens the connection. @returns what ends it */
    listen(listener: Listener): () => void {
      listeners.add(listener);
      listening ??= keepListening();
      return () => listeners.delete(listener);
    },

    async close(): Promise<void> {
      closing.abort();
      await listening;
    },
  };
}

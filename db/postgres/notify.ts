/**
 * Notifies every process of committed audit events. NOTIFY carries their ids and is sent by PostgreSQL with the commit;
 * each process reads the rows. It listens on a connection of its own. When that is lost, it connects again and reads
 * the events it has missed.
 */
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import type { Engine, Listener, Warn } from "@/db/engine/engine";
import { type BackoffLimits, backoffMs } from "@/lib/session/backoff";
import { PRODUCT_SLUG } from "@/lib/session/product";
import { PostgresConnection } from "./connection";
import { createEventDelivery } from "./event-delivery";

const CHANNEL = "session_events";
/** A payload holds 7999 bytes: more ids than this need several notifications. */
const MAX_IDS = 400;
const RECONNECT: BackoffLimits = { firstMs: 50, longestMs: 3_000 };

interface ChannelOptions extends Pick<Engine, "ready" | "now"> {
  /** How often the connection is checked, and how long an answer may take, in milliseconds. */
  limits: { check: number; checkAnswer: number };
  warn: Warn;
}

type Delivery = ReturnType<typeof createEventDelivery>;

/**
 * @param url `DATABASE_URL`
 * @returns functions that notify, listen, and close the listening connection
 */
export function createChannel(url: string, { ready, now, limits, warn }: ChannelOptions) {
  const delivery = createEventDelivery(now);
  const closing = new AbortController();
  let listening: Promise<void> | null = null;

  /** Keeps a connection for as long as the process lives. */
  async function keepListening(): Promise<void> {
    let failures = 0;
    let caughtUpAt = performance.now();
    while (!closing.signal.aborted) {
      const onCaughtUp = () => {
        failures = 0;
        caughtUpAt = performance.now();
      };
      try {
        await ready();
        await listenOnce(url, {
          delivery,
          limits,
          warn,
          since: caughtUpAt,
          onCaughtUp,
          closing: closing.signal,
        });
      } catch (error) {
        failures += 1; // the database is unavailable, or this connection is broken
        warn("The listening connection to the database is lost; trying again.", error);
      }
      await pause(backoffMs(failures, RECONNECT, Math.random()), closing.signal);
    }
  }

  return {
    /** Notifies all processes of these events when the transaction is committed. */
    async notify(connection: PostgresConnection, ids: number[]): Promise<void> {
      for (let at = 0; at < ids.length; at += MAX_IDS) {
        await connection.query("select pg_notify($1, $2)", [CHANNEL, ids.slice(at, at + MAX_IDS).join()]);
      }
    },

    /** The first listener opens the connection. @returns a function that stops it */
    listen(listener: Listener): () => void {
      const stop = delivery.addListener(listener);
      listening ??= keepListening();
      return stop;
    },

    async close(): Promise<void> {
      closing.abort();
      await listening;
    },
  };
}

interface ListenOptions {
  delivery: Delivery;
  limits: ChannelOptions["limits"];
  warn: Warn;
  /** On the `performance.now()` clock: events committed after this may not have been delivered. */
  since: number;
  /** Called whenever all events until now have been delivered. */
  onCaughtUp: () => void;
  closing: AbortSignal;
}

/** Listens until `closing` is aborted. Rejects when the connection is lost. */
async function listenOnce(url: string, options: ListenOptions): Promise<void> {
  const { delivery, limits, warn, since, onCaughtUp, closing } = options;
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: limits.checkAnswer,
    query_timeout: limits.checkAnswer,
    keepAlive: true,
    application_name: `${PRODUCT_SLUG} listener`,
  });
  const lost = new AbortController();
  client
    .on("error", (error) => lost.abort(error))
    .once("end", () => lost.abort(new Error("The connection was closed.")));
  // It holds on to nothing: `closing` lives as long as the process, through many connections and pauses.
  const over = AbortSignal.any([closing, lost.signal]);
  const connection = new PostgresConnection(client);
  const inTurn = createQueue();
  client.on("notification", ({ payload }) => {
    const ids = (payload ?? "").split(",").map(Number);
    inTurn(() => delivery.deliver(connection, ids)).catch((error) => {
      warn(
        "Committed events were not delivered; the event streams will see them at their next check.",
        error,
      );
    });
  });
  try {
    await client.connect();
    await inTurn(async () => {
      await client.query(`listen ${CHANNEL}`);
      await delivery.deliverSince(connection, since);
    });
    while (!closing.aborted) {
      lost.signal.throwIfAborted();
      onCaughtUp();
      await pause(limits.check, over);
      if (!over.aborted) await inTurn(() => client.query("select 1")); // fails if the server has died silently
    }
  } finally {
    void client.end().catch(() => undefined);
  }
}

/** @returns a function that runs pieces of work one after the other: a connection runs one query at a time */
function createQueue() {
  let last: Promise<unknown> = Promise.resolve();
  return function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}

/** Waits, until `end` at most. */
async function pause(milliseconds: number, end: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal: end }).catch(() => undefined);
}

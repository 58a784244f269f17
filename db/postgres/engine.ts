/**
 * PostgreSQL: any number of processes share one database. A decision is a transaction that locks the rows it reads
 * (docs/decisions/0024).
 */
import { setTimeout as wait } from "node:timers/promises";
import type { Engine, Warn } from "@/db/engine/engine";
import { DatabaseUnavailable } from "@/db/engine/errors";
import { createClock } from "./clock";
import type { PostgresConnection } from "./connection";
import { isRace, toStartError } from "./errors";
import { createExecutor } from "./execute";
import { prepareDatabase } from "./migrate";
import { createChannel } from "./notify";
import { createPool } from "./pool";
import { TIMEOUTS, type Timeouts } from "./timeouts";

const MAX_ATTEMPTS = 5;

export interface PostgresOptions {
  /** How many connections this process may have for queries; one more listens. */
  poolSize: number;
  /** Replaces the database's clock in tests: returns milliseconds since the epoch. */
  clock?: (() => number) | undefined;
  /** Shorter time limits, for tests. */
  limits?: Partial<Timeouts>;
  warn?: Warn | undefined;
}

/**
 * Connects on first use, and migrates the schema then.
 *
 * @param url `DATABASE_URL`
 * @returns the engine that runs queries on one PostgreSQL database
 */
export function createPostgresEngine(
  url: string,
  { poolSize, clock: testClock, limits: shorter, warn = () => {} }: PostgresOptions,
): Engine {
  const limits = { ...TIMEOUTS, ...shorter };
  const pool = createPool(url, { size: poolSize, limits });
  const clock = createClock(() => withConnection((connection) => connection.time()));
  const now = async () => testClock?.() ?? clock.now();
  const channel = createChannel(url, { ready, now, limits, warn });
  const executor = createExecutor({ clock: testClock, notify: channel.notify });
  let prepared: Promise<void> | null = null;

  /** The first use migrates. A failure is forgotten, so that the next use tries again. */
  function ready(): Promise<void> {
    prepared ??= prepareDatabase(url, limits).catch((error) => {
      prepared = null;
      throw toStartError(error, url);
    });
    return prepared;
  }

  async function withConnection<T>(work: (connection: PostgresConnection) => Promise<T>): Promise<T> {
    await ready();
    return pool.withConnection(work);
  }

  return {
    now,
    ready,
    onCommitted: channel.listen,

    async run(query) {
      return withConnection((connection) => executor.run(query, connection));
    },

    async decide(makeQuery, signal) {
      const askedAt = performance.now();
      const remainingMs = () => {
        if (signal?.aborted) throw new DatabaseUnavailable("the caller has disconnected");
        const left = askedAt + limits.decision - performance.now();
        if (left < 0) throw new DatabaseUnavailable("queued for too long");
        return left;
      };
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await withConnection((connection) =>
            executor.transact(makeQuery(), connection, remainingMs),
          );
        } catch (error) {
          if (!isRace(error) || attempt === MAX_ATTEMPTS) throw error;
          await wait(Math.random() * 5 * 2 ** attempt);
        }
      }
    },

    async ping() {
      const writable = withConnection((connection) =>
        connection.query("select current_setting('transaction_read_only') = 'off' as writable"),
      );
      const [row] = await within(limits.ping, writable);
      if (!row?.writable) throw new DatabaseUnavailable("read only");
    },

    async close() {
      await channel.close();
      await pool.close();
    },
  };
}

/** @throws DatabaseUnavailable when `work` takes longer than `limitMs` */
async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  const timeout = AbortSignal.timeout(limitMs);
  const tooLate = new Promise<never>((_, fail) => {
    timeout.addEventListener("abort", () => fail(new DatabaseUnavailable("no answer")));
  });
  work.catch(() => undefined); // a failure that comes after the timeout is not reported
  return Promise.race([work, tooLate]);
}

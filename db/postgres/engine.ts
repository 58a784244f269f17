/**
 * PostgreSQL: any number of processes, one truth. A decision is a transaction that holds the rows it rests on
 * (docs/decisions/0024).
 */
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import type { Engine, Operation, Query, Warn } from "@/db/engine/engine";
import { DatabaseUnavailable } from "@/db/engine/errors";
import { createClock } from "./clock";
import { PostgresConnection } from "./connection";
import { isRace, isUsable, toDatabaseError } from "./errors";
import { lockStatements } from "./locks";
import { prepareDatabase, SETUP_TIMEOUTS as TO_GET_READY, UnsupportedDatabase } from "./migrate";
import { createChannel } from "./notify";

/** All in milliseconds. Who waits for a connection and then for a lock hears of it within five seconds or so. */
export const TIMEOUTS = {
  ...TO_GET_READY,
  /** For a connection, be it a new one or one of the pool's. */
  connect: 2500,
  /** For one lock. */
  lock: 2500,
  /** For one statement, its locks included; in a decision, as long as there is time for it. */
  statement: 2700,
  /** The same, seen from here: for a server that has fallen silent. */
  queryTimeout: 6000,
  /** For everything that comes before the rule: later, nothing is decided. */
  decision: 5000,
  /** For the server to end a transaction we have left lying about. */
  idleInTransactionTimeout: 10_000,
  ping: 2000,
  /** How often the listening connection is tried, and how long its answer may take. */
  check: 5000,
  checkAnswer: 3000,
};

const MAX_ATTEMPTS = 5;

export interface PostgresOptions {
  /** How many connections this process may have for queries; one more listens. */
  poolSize: number;
  /** Takes the place of the database's clock: tests bring their own. */
  clock?: (() => number) | undefined;
  /** Tests do not wait as long. */
  limits?: Partial<typeof TIMEOUTS>;
  warn?: Warn | undefined;
}

export function createPostgresEngine(
  url: string,
  { poolSize, clock: given, limits: shorter, warn = () => {} }: PostgresOptions,
): Engine {
  const limits = { ...TIMEOUTS, ...shorter };
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: limits.connect,
    statement_timeout: limits.statement,
    lock_timeout: limits.lock,
    idle_in_transaction_session_timeout: limits.idleInTransactionTimeout,
    query_timeout: limits.queryTimeout,
    pipeline: true,
    keepAlive: true,
    application_name: "latchkey",
  });
  const ignoreError = () => {}; // a connection that dies unused is replaced; one in use tells its user
  pool.on("error", ignoreError);
  pool.on("connect", (client) => client.on("error", ignoreError));

  const connections = new WeakMap<pg.PoolClient, PostgresConnection>();
  const clock = createClock(() => withConnection((connection) => connection.time()));
  const now = async () => given?.() ?? clock.now();
  const channel = createChannel(url, { ready, now, limits, warn });
  let prepared: Promise<void> | null = null;

  /** The first use migrates; a failure is forgotten, so that the next use tries again. */
  function ready(): Promise<void> {
    prepared ??= prepareDatabase(url, limits).catch((error) => {
      prepared = null;
      throw error instanceof UnsupportedDatabase ? error : toDatabaseError(error);
    });
    return prepared;
  }

  async function withConnection<T>(work: (connection: PostgresConnection) => Promise<T>): Promise<T> {
    await ready();
    const client = await pool.connect().catch((error) => {
      throw toDatabaseError(error);
    });
    const connection = connections.get(client) ?? new PostgresConnection(client);
    connections.set(client, connection);
    try {
      const outcome = await work(connection);
      client.release();
      return outcome;
    } catch (error) {
      client.release(!isUsable(error));
      throw error;
    }
  }

  /** @param begun the answer to `begin`, which a lock need not wait for: it is sent on its heels */
  async function execute<T>(
    steps: Query<T>,
    connection: PostgresConnection,
    remainingMs: () => void,
    begun?: Promise<unknown>,
  ): Promise<T> {
    async function answer(operation: Operation): Promise<unknown> {
      switch (operation.kind) {
        case "rows":
          return connection.rows(operation.statement, operation.values);
        case "row":
          return (await connection.rows(operation.statement, operation.values))[0];
        case "write":
          return connection.write(operation.statement, operation.values);
        case "lock":
          await Promise.all(
            lockStatements(operation.lock).map(({ text, values }) => connection.query(text, values)),
          );
          return;
        case "now": {
          const now = given?.() ?? (await connection.time());
          remainingMs();
          return now;
        }
        case "notify":
          return channel.notify(connection, operation.events.ids);
        case "all":
          return Promise.all(operation.operations.map(answer));
      }
    }
    let step = steps.next();
    if (!step.done && !isLock(step.value)) await begun;
    while (!step.done) {
      const [answered] = await Promise.all([answer(step.value), begun]);
      step = steps.next(answered);
    }
    return step.value;
  }

  async function run<T>(steps: Query<T>): Promise<T> {
    return withConnection((connection) => execute(steps, connection, () => {}));
  }

  /** @param remainingMs how many milliseconds are left to decide in; throws when there are none */
  async function transact<T>(
    steps: Query<T>,
    connection: PostgresConnection,
    remainingMs: () => number,
  ): Promise<T> {
    // Whoever has waited for the connection has less time left to wait for a lock; and where many wait for one row, the
    // limit for locks counts twice: for the place at the head of the queue, then for the row.
    const left = Math.max(1, Math.floor(remainingMs()));
    const begun = connection.query(
      `begin isolation level read committed; set local statement_timeout = ${left}`,
    );
    let outcome: T;
    try {
      outcome = await execute(steps, connection, remainingMs, begun);
    } catch (error) {
      if (isUsable(error)) await connection.query("rollback");
      throw error;
    }
    // Lost from here on, the outcome is not known: it is not tried again, and whoever asked asks again.
    await connection.query("commit");
    return outcome;
  }

  return {
    run,
    now,
    ready,
    onCommitted: channel.listen,

    async decide(steps, signal) {
      const asked = performance.now();
      const remainingMs = () => {
        if (signal?.aborted) throw new DatabaseUnavailable("nobody waits for this decision");
        const left = asked + limits.decision - performance.now();
        if (left < 0) throw new DatabaseUnavailable("queued for too long");
        return left;
      };
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await withConnection((connection) => transact(steps(), connection, remainingMs));
        } catch (error) {
          if (!isRace(error) || attempt === MAX_ATTEMPTS) throw error;
          await wait(Math.random() * 5 * 2 ** attempt);
        }
      }
    },

    async ping() {
      const late = AbortSignal.timeout(limits.ping);
      const tooLate = new Promise<never>((_, fail) => {
        late.addEventListener("abort", () => fail(new DatabaseUnavailable("no answer")));
      });
      const writable = withConnection((connection) =>
        connection.query("select current_setting('transaction_read_only') = 'off' as writable"),
      );
      writable.catch(() => undefined); // when it comes too late, nobody hears of it
      const [row] = await Promise.race([writable, tooLate]);
      if (!row?.writable) throw new DatabaseUnavailable("read only");
    },

    async close() {
      await channel.close();
      await pool.end();
    },
  };
}

function isLock(operation: Operation): boolean {
  return operation.kind === "all" ? operation.operations.slice(0, 1).some(isLock) : operation.kind === "lock";
}

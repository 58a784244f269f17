/**
 * PostgreSQL: any number of processes, one truth. A decision is a transaction that holds the rows it rests on
 * (docs/decisions/0024).
 */
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import type { Ask, Engine, Steps, Warn } from "@/db/engine/engine";
import { DatabaseUnavailable } from "@/db/engine/errors";
import { createClock } from "./clock";
import { Connection } from "./connection";
import { isRace, isUsable, named } from "./errors";
import { lockStatements } from "./locks";
import { prepareDatabase, LIMITS as TO_GET_READY, UnfitDatabase } from "./migrate";
import { createChannel } from "./notify";

/** All in milliseconds. Who waits for a connection and then for a lock hears of it within five seconds or so. */
export const LIMITS = {
  ...TO_GET_READY,
  /** For a connection, be it a new one or one of the pool's. */
  connect: 2500,
  /** For one lock. */
  lock: 2500,
  /** For one statement, its locks included; in a decision, as long as there is time for it. */
  statement: 2700,
  /** The same, seen from here: for a server that has fallen silent. */
  silence: 6000,
  /** For everything that comes before the rule: later, nothing is decided. */
  decision: 5000,
  /** For the server to end a transaction we have left lying about. */
  abandoned: 10_000,
  ping: 2000,
  /** How often the listening connection is tried, and how long its answer may take. */
  check: 5000,
  checkAnswer: 3000,
};

const ATTEMPTS = 5;

export interface PostgresOptions {
  /** How many connections this process may have for queries; one more listens. */
  poolSize: number;
  /** Takes the place of the database's clock: tests bring their own. */
  clock?: (() => number) | undefined;
  /** Tests do not wait as long. */
  limits?: Partial<typeof LIMITS>;
  warn?: Warn | undefined;
}

export function createPostgresEngine(
  url: string,
  { poolSize, clock: given, limits: shorter, warn = () => {} }: PostgresOptions,
): Engine {
  const limits = { ...LIMITS, ...shorter };
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: limits.connect,
    statement_timeout: limits.statement,
    lock_timeout: limits.lock,
    idle_in_transaction_session_timeout: limits.abandoned,
    query_timeout: limits.silence,
    pipeline: true,
    keepAlive: true,
    application_name: "latchkey",
  });
  const deaf = () => {}; // a connection that dies unused is replaced; one in use tells its user
  pool.on("error", deaf);
  pool.on("connect", (client) => client.on("error", deaf));

  const connections = new WeakMap<pg.PoolClient, Connection>();
  const clock = createClock(() => withConnection((connection) => connection.time()));
  const now = async () => given?.() ?? clock.now();
  const channel = createChannel(url, { ready, now, limits, warn });
  let prepared: Promise<void> | null = null;

  /** The first use migrates; a failure is forgotten, so that the next use tries again. */
  function ready(): Promise<void> {
    prepared ??= prepareDatabase(url, limits).catch((error) => {
      prepared = null;
      throw error instanceof UnfitDatabase ? error : named(error);
    });
    return prepared;
  }

  async function withConnection<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    await ready();
    const client = await pool.connect().catch((error) => {
      throw named(error);
    });
    const connection = connections.get(client) ?? new Connection(client);
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
  async function drive<T>(
    steps: Steps<T>,
    connection: Connection,
    stillWanted: () => void,
    begun?: Promise<unknown>,
  ): Promise<T> {
    async function answer(ask: Ask): Promise<unknown> {
      switch (ask.kind) {
        case "rows":
          return connection.rows(ask.statement, ask.values);
        case "row":
          return (await connection.rows(ask.statement, ask.values))[0];
        case "write":
          return connection.write(ask.statement, ask.values);
        case "lock":
          await Promise.all(
            lockStatements(ask.lock).map(({ text, values }) => connection.query(text, values)),
          );
          return;
        case "moment": {
          const now = given?.() ?? (await connection.time());
          stillWanted();
          return now;
        }
        case "tell":
          return channel.tell(connection, ask.events.ids);
        case "together":
          return Promise.all(ask.asks.map(answer));
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

  async function run<T>(steps: Steps<T>): Promise<T> {
    return withConnection((connection) => drive(steps, connection, () => {}));
  }

  /** @param stillWanted how many milliseconds are left to decide in; throws when there are none */
  async function transact<T>(steps: Steps<T>, connection: Connection, stillWanted: () => number): Promise<T> {
    // Whoever has waited for the connection has less time left to wait for a lock; and where many wait for one row, the
    // limit for locks counts twice: for the place at the head of the queue, then for the row.
    const left = Math.max(1, Math.floor(stillWanted()));
    const begun = connection.query(
      `begin isolation level read committed; set local statement_timeout = ${left}`,
    );
    let outcome: T;
    try {
      outcome = await drive(steps, connection, stillWanted, begun);
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
      const stillWanted = () => {
        if (signal?.aborted) throw new DatabaseUnavailable("nobody waits for this decision");
        const left = asked + limits.decision - performance.now();
        if (left < 0) throw new DatabaseUnavailable("queued for too long");
        return left;
      };
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await withConnection((connection) => transact(steps(), connection, stillWanted));
        } catch (error) {
          if (!isRace(error) || attempt === ATTEMPTS) throw error;
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

function isLock(ask: Ask): boolean {
  return ask.kind === "together" ? ask.asks.slice(0, 1).some(isLock) : ask.kind === "lock";
}

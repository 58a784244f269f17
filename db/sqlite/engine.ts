/**
 * SQLite: one process, one file. Transactions are committed in groups under `BEGIN IMMEDIATE`, which keeps every other
 * writer out, so row locks are not needed and nothing has to be retried.
 */
import { type SQL, sql } from "drizzle-orm";
import type { Engine, Listener, Operation, Query } from "@/db/engine/engine";
import { DatabaseUnavailable } from "@/db/engine/errors";
import { bindParams, type QueryContext, type Statement, type Values } from "@/db/engine/statements";
import type { AuditEvent } from "@/lib/session/decision";
import type { Client } from "./connection";
import { whenUnlocked } from "./errors";
import { watchFileIdentity } from "./file-identity";
import { createGroupCommit } from "./group-commit";
import * as schema from "./schema";

/** How long a write waits for another process's lock before it is refused. */
const LOCK_LIMIT_MS = 5000;
const PING_LIMIT_MS = 2000;

/**
 * @param client an open, migrated database
 * @param clock returns milliseconds since the epoch
 * @returns the engine that runs queries on one SQLite file
 */
export function createSqliteEngine(client: Client, clock: () => number): Engine {
  const { execute, answer } = createExecutor(client, clock);
  const verifyFile = watchFileIdentity(client.$client.name);
  const commit = createGroupCommit(client, { limitMs: LOCK_LIMIT_MS, verifyFile });
  const listeners = new Set<Listener>();

  /** Writes a page of the file. Nothing else uses `user_version`, and its value means nothing. */
  function writePage(): void {
    const version = Number(client.$client.pragma("user_version", { simple: true }));
    client.$client.pragma(`user_version = ${(version + 1) % 1000}`);
  }

  /** Each statement by itself, so that none is run twice when a later one has to wait for the lock. */
  async function answerWhenUnlocked(operation: Operation): Promise<unknown> {
    if (operation.kind !== "all") return whenUnlocked(() => answer(operation, [], undefined), LOCK_LIMIT_MS);
    const answers: unknown[] = [];
    for (const each of operation.operations) answers.push(await answerWhenUnlocked(each));
    return answers;
  }

  return {
    async run(query) {
      let step = query.next();
      while (!step.done) step = query.next(await answerWhenUnlocked(step.value));
      return step.value;
    },
    async decide(makeQuery, signal) {
      const { outcome, delivered } = await commit(() => execute(makeQuery(), signal));
      if (delivered.length > 0) for (const listener of listeners) listener(delivered);
      return outcome;
    },
    async now() {
      return clock();
    },
    async ping() {
      await commit(writePage, PING_LIMIT_MS);
    },
    onCommitted(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async ready() {}, // migrated when it was opened
    async close() {
      client.$client.close();
    },
  };
}

/**
 * @param clock returns milliseconds since the epoch
 * @returns functions that run a whole query, or answer one operation, synchronously
 */
export function createExecutor(client: Client, clock: () => number) {
  const context: QueryContext = { db: client, param, ...schema };
  const queries = new Map<
    Statement<unknown>,
    ReturnType<ReturnType<Statement<unknown>["make"]>["prepare"]>
  >();
  const writes = new Map<Statement<unknown>, (values: Values) => number>();

  const prepareQuery = (statement: Statement<unknown>) => statement.make(context).prepare();

  function prepareWrite(statement: Statement<unknown>): (values: Values) => number {
    const { sql: text, params } = statement.make(context).toSQL();
    const prepared = client.$client.prepare(text);
    const bind = bindParams(params);
    return (values) => prepared.run(bind(values)).changes;
  }

  function answer(operation: Operation, delivered: AuditEvent[], signal: AbortSignal | undefined): unknown {
    switch (operation.kind) {
      case "rows":
        return getOrMake(queries, operation.statement, prepareQuery).all(operation.values);
      case "row":
        return getOrMake(queries, operation.statement, prepareQuery).get(operation.values);
      case "write":
        return getOrMake(writes, operation.statement, prepareWrite)(operation.values);
      case "lock":
        return undefined;
      case "now":
        if (signal?.aborted) throw new DatabaseUnavailable("the caller has disconnected");
        return clock();
      case "notify":
        return delivered.push(...operation.events.events);
      case "all":
        return operation.operations.map((each) => answer(each, delivered, signal));
    }
  }

  function execute<T>(query: Query<T>, signal?: AbortSignal): { outcome: T; delivered: AuditEvent[] } {
    const delivered: AuditEvent[] = [];
    let step = query.next();
    while (!step.done) step = query.next(answer(step.value, delivered, signal));
    return { outcome: step.value, delivered };
  }

  return { execute, answer };
}

/** As a subquery: SQLite uses a bare parameter as a planner hint and prepares the statement again when it changes. */
function param(name: string): SQL {
  return sql`(select ${sql.placeholder(name)})`;
}

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: (key: Key) => Value): Value {
  const known = map.get(key);
  if (known) return known;
  const made = make(key);
  map.set(key, made);
  return made;
}

/**
 * SQLite: one process, one file. A decision is a piece of a group that is committed as one, under `BEGIN IMMEDIATE`,
 * which keeps every other writer out; so there is no lock to wait for and nothing to run again.
 */
import { type SQL, sql } from "drizzle-orm";
import type { Engine, Listener, Operation, Query } from "@/db/engine/engine";
import { DatabaseUnavailable } from "@/db/engine/errors";
import { bindParams, type QueryContext, type Statement, type Values } from "@/db/engine/statements";
import type { AuditEvent } from "@/lib/session/decision";
import type { Client } from "./connection";
import { whenUnlocked } from "./errors";
import { createGroupCommit } from "./group-commit";
import * as schema from "./schema";

/** How long a write waits for another process's lock before it is refused. */
const LOCK_LIMIT_MS = 5000;
const PING_LIMIT_MS = 2000;

/** @param clock milliseconds since the epoch */
export function createSqliteEngine(client: Client, clock: () => number): Engine {
  const { execute, answer } = createExecutor(client, clock);
  const commit = createGroupCommit(client, LOCK_LIMIT_MS);
  const listeners = new Set<Listener>();

  /** Each statement by itself, so that none is run twice when a later one has to wait for the lock. */
  async function answerWhenUnlocked(operation: Operation): Promise<unknown> {
    if (operation.kind !== "all") return whenUnlocked(() => answer(operation, [], undefined), LOCK_LIMIT_MS);
    const answers: unknown[] = [];
    for (const each of operation.operations) answers.push(await answerWhenUnlocked(each));
    return answers;
  }

  return {
    async run(steps) {
      let step = steps.next();
      while (!step.done) step = steps.next(await answerWhenUnlocked(step.value));
      return step.value;
    },
    async decide(steps, signal) {
      const { outcome, delivered } = await commit(() => execute(steps(), signal));
      if (delivered.length > 0) for (const listener of listeners) listener(delivered);
      return outcome;
    },
    async now() {
      return clock();
    },
    async ping() {
      const begin = client.$client.transaction(() => undefined);
      await whenUnlocked(() => begin.immediate(), PING_LIMIT_MS);
    },
    onCommitted(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async ready() {}, // opened, it is
    async close() {
      client.$client.close();
    },
  };
}

/** Runs steps one after the other, without a pause. */
export function createExecutor(client: Client, clock: () => number) {
  const context: QueryContext = { db: client, param, ...schema };
  const queries = new Map<
    Statement<unknown>,
    ReturnType<ReturnType<Statement<unknown>["make"]>["prepare"]>
  >();
  const writes = new Map<Statement<unknown>, (values: Values) => number>();

  const query = (statement: Statement<unknown>) => statement.make(context).prepare();

  function change(statement: Statement<unknown>): (values: Values) => number {
    const { sql: text, params } = statement.make(context).toSQL();
    const prepared = client.$client.prepare(text);
    const fill = bindParams(params);
    return (values) => prepared.run(fill(values)).changes;
  }

  function answer(operation: Operation, delivered: AuditEvent[], signal: AbortSignal | undefined): unknown {
    switch (operation.kind) {
      case "rows":
        return kept(queries, operation.statement, query).all(operation.values);
      case "row":
        return kept(queries, operation.statement, query).get(operation.values);
      case "write":
        return kept(writes, operation.statement, change)(operation.values);
      case "lock":
        return undefined;
      case "now":
        if (signal?.aborted) throw new DatabaseUnavailable("nobody waits for this decision");
        return clock();
      case "notify":
        return delivered.push(...operation.events.events);
      case "all":
        return operation.operations.map((each) => answer(each, delivered, signal));
    }
  }

  function execute<T>(steps: Query<T>, signal?: AbortSignal): { outcome: T; delivered: AuditEvent[] } {
    const delivered: AuditEvent[] = [];
    let step = steps.next();
    while (!step.done) step = steps.next(answer(step.value, delivered, signal));
    return { outcome: step.value, delivered };
  }

  return { execute, answer };
}

/** In a query of its own, because SQLite takes a bare one for a hint and plans the statement anew when it changes. */
function param(name: string): SQL {
  return sql`(select ${sql.placeholder(name)})`;
}

function kept<Key, Value>(map: Map<Key, Value>, key: Key, make: (key: Key) => Value): Value {
  const known = map.get(key);
  if (known) return known;
  const made = make(key);
  map.set(key, made);
  return made;
}

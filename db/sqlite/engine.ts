/**
 * SQLite: one process, one file. A decision is a piece of a group that is committed as one, under `BEGIN IMMEDIATE`,
 * which keeps every other writer out; so there is no lock to wait for and nothing to run again.
 */
import { type SQL, sql } from "drizzle-orm";
import type { Ask, Engine, Listener, Steps } from "@/db/engine/engine";
import { DatabaseUnavailable } from "@/db/engine/errors";
import { filler, type Statement, type Tools, type Values } from "@/db/engine/statements";
import type { AuditEvent } from "@/lib/session/decision";
import type { Client } from "./connection";
import { withEngineErrors } from "./errors";
import { createGroupCommit } from "./group-commit";
import * as schema from "./schema";

/** @param clock milliseconds since the epoch */
export function createSqliteEngine(client: Client, clock: () => number): Engine {
  const { drive } = createDriver(client, clock);
  const commit = createGroupCommit(client);
  const listeners = new Set<Listener>();

  return {
    async run(steps) {
      return withEngineErrors(() => drive(steps).outcome);
    },
    async decide(steps, signal) {
      const { outcome, told } = await commit(() => drive(steps(), signal));
      if (told.length > 0) for (const listener of listeners) listener(told);
      return outcome;
    },
    async now() {
      return clock();
    },
    async ping() {
      withEngineErrors(() => client.$client.transaction(() => undefined).immediate());
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
export function createDriver(client: Client, clock: () => number) {
  const tools: Tools = { db: client, given, ...schema };
  const queries = new Map<
    Statement<unknown>,
    ReturnType<ReturnType<Statement<unknown>["make"]>["prepare"]>
  >();
  const writes = new Map<Statement<unknown>, (values: Values) => number>();

  const query = (statement: Statement<unknown>) => statement.make(tools).prepare();

  function change(statement: Statement<unknown>): (values: Values) => number {
    const { sql: text, params } = statement.make(tools).toSQL();
    const prepared = client.$client.prepare(text);
    const fill = filler(params);
    return (values) => prepared.run(fill(values)).changes;
  }

  function answer(ask: Ask, told: AuditEvent[], signal: AbortSignal | undefined): unknown {
    switch (ask.kind) {
      case "rows":
        return kept(queries, ask.statement, query).all(ask.values);
      case "row":
        return kept(queries, ask.statement, query).get(ask.values);
      case "write":
        return kept(writes, ask.statement, change)(ask.values);
      case "lock":
        return undefined;
      case "moment":
        if (signal?.aborted) throw new DatabaseUnavailable("nobody waits for this decision");
        return clock();
      case "tell":
        return told.push(...ask.events.events);
      case "together":
        return ask.asks.map((each) => answer(each, told, signal));
    }
  }

  function drive<T>(steps: Steps<T>, signal?: AbortSignal): { outcome: T; told: AuditEvent[] } {
    const told: AuditEvent[] = [];
    let step = steps.next();
    while (!step.done) step = steps.next(answer(step.value, told, signal));
    return { outcome: step.value, told };
  }

  return { drive };
}

/** In a query of its own, because SQLite takes a bare one for a hint and plans the statement anew when it changes. */
function given(name: string): SQL {
  return sql`(select ${sql.placeholder(name)})`;
}

function kept<Key, Value>(map: Map<Key, Value>, key: Key, make: (key: Key) => Value): Value {
  const known = map.get(key);
  if (known) return known;
  const made = make(key);
  map.set(key, made);
  return made;
}

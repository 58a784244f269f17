/** Runs the operations of a query on one SQLite connection, synchronously. */
import { type SQL, sql } from "drizzle-orm";
import type { Operation, Query } from "@/db/engine/engine";
import { DatabaseUnavailable } from "@/db/engine/errors";
import { bindParams, type QueryContext, type Statement, type Values } from "@/db/engine/statements";
import type { AuditEvent } from "@/lib/session/decision";
import type { Client } from "./connection";
import { createRowMapper, type SelectedField } from "./row-mapper";
import * as schema from "./schema";

interface PreparedRead {
  all(values: Values): unknown[];
  get(values: Values): unknown;
}

/** What a prepared query of Drizzle knows of its rows. */
interface DrizzlesOwn {
  fields: SelectedField[];
  joinsNotNullableMap?: Record<string, boolean>;
}

/**
 * Prepares each statement once.
 *
 * @param clock returns milliseconds since the epoch
 * @returns functions that run a whole query, or answer one operation, synchronously
 */
export function createExecutor(client: Client, clock: () => number) {
  const context: QueryContext = { db: client, param, ...schema };
  const queries = new Map<Statement<unknown>, PreparedRead>();
  const writes = new Map<Statement<unknown>, (values: Values) => number>();

  function prepareRead(statement: Statement<unknown>): PreparedRead {
    const query = statement.make(context);
    const { sql: text, params } = query.toSQL();
    const { fields, joinsNotNullableMap } = query.prepare() as unknown as DrizzlesOwn;
    const prepared = client.$client.prepare<unknown[], unknown[]>(text).raw();
    const bind = bindParams(params);
    const toRow = createRowMapper(fields, joinsNotNullableMap);
    return {
      all: (values) => prepared.all(...bind(values)).map(toRow),
      get(values) {
        const found = prepared.get(...bind(values));
        return found && toRow(found);
      },
    };
  }

  function prepareWrite(statement: Statement<unknown>): (values: Values) => number {
    const { sql: text, params } = statement.make(context).toSQL();
    const prepared = client.$client.prepare(text);
    const bind = bindParams(params);
    return (values) => prepared.run(bind(values)).changes;
  }

  function answer(operation: Operation, delivered: AuditEvent[], signal: AbortSignal | undefined): unknown {
    switch (operation.kind) {
      case "rows":
        return getOrMake(queries, operation.statement, prepareRead).all(operation.values);
      case "row":
        return getOrMake(queries, operation.statement, prepareRead).get(operation.values);
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

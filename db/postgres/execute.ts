/** Runs a query on one PostgreSQL connection, by itself or as a transaction. */
import type { Operation, Query } from "@/db/engine/engine";
import type { PostgresConnection } from "./connection";
import { isUsable } from "./errors";
import { lockStatements } from "./locks";

interface Context {
  /** Replaces the database's clock in tests: returns milliseconds since the epoch. */
  clock?: (() => number) | undefined;
  /** Notifies the listeners of these events when the transaction commits. */
  notify(connection: PostgresConnection, ids: number[]): Promise<void>;
}

/** @returns the milliseconds left for the decision; throws when there are none */
type RemainingMs = () => number;

/** @returns functions that run a query on a connection */
export function createExecutor({ clock, notify }: Context) {
  async function answer(
    operation: Operation,
    connection: PostgresConnection,
    remainingMs: RemainingMs,
  ): Promise<unknown> {
    switch (operation.kind) {
      case "rows":
        return connection.rows(operation.statement, operation.values);
      case "row":
        return (await connection.rows(operation.statement, operation.values))[0];
      case "write":
        return connection.write(operation.statement, operation.values);
      case "lock": {
        const statements = lockStatements(operation.lock);
        await allOrFirstFailure(statements.map(({ text, values }) => connection.query(text, values)));
        return;
      }
      case "now": {
        const now = clock?.() ?? (await connection.time());
        remainingMs();
        return now;
      }
      case "notify":
        return notify(connection, operation.events.ids);
      case "all":
        return allOrFirstFailure(operation.operations.map((each) => answer(each, connection, remainingMs)));
    }
  }

  /** @param begun the answer to `begin`: a lock is sent right after it, without waiting for the answer */
  async function execute<T>(
    query: Query<T>,
    connection: PostgresConnection,
    remainingMs: RemainingMs,
    begun?: Promise<unknown>,
  ): Promise<T> {
    let step = query.next();
    if (!step.done && !startsWithLock(step.value)) await begun;
    while (!step.done) {
      const [, answered] = await allOrFirstFailure([begun, answer(step.value, connection, remainingMs)]);
      step = query.next(answered);
    }
    return step.value;
  }

  return {
    /** Runs a query without a transaction. */
    async run<T>(query: Query<T>, connection: PostgresConnection): Promise<T> {
      return execute(query, connection, () => Number.POSITIVE_INFINITY);
    },

    /** Runs a query as a transaction. */
    async transact<T>(query: Query<T>, connection: PostgresConnection, remainingMs: RemainingMs): Promise<T> {
      // A caller who has waited for the connection has less time left to wait for a lock. Where many wait for one row,
      // the lock timeout counts twice: once for the head of the queue, then for the row.
      const left = Math.max(1, Math.floor(remainingMs()));
      const begun = connection.query(
        `begin isolation level read committed; set local statement_timeout = ${left}`,
      );
      let outcome: T;
      try {
        outcome = await execute(query, connection, remainingMs, begun);
      } catch (error) {
        if (isUsable(error)) await connection.query("rollback");
        throw error;
      }
      // If the connection is lost from here on, the outcome is not known. The engine does not retry; the caller may.
      await connection.query("commit");
      return outcome;
    },
  };
}

function startsWithLock(operation: Operation): boolean {
  return operation.kind === "all"
    ? operation.operations.slice(0, 1).some(startsWithLock)
    : operation.kind === "lock";
}

/**
 * `Promise.all` for statements that were sent one after the other: waits for all, and throws the failure of the first
 * in that order. The later ones only fail because the transaction is aborted (25P02), and may be reported first.
 */
async function allOrFirstFailure(sent: readonly (Promise<unknown> | undefined)[]): Promise<unknown[]> {
  const results = await Promise.allSettled(sent);
  return results.map((result) => {
    if (result.status === "rejected") throw result.reason;
    return result.value;
  });
}

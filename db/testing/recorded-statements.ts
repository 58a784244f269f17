/** The SQL that this process sends, in its order: for tests of what a stranger could measure. */
import Database from "better-sqlite3";
import pg from "pg";
import { onTestFinished } from "vitest";

/** @returns a function that gives the statements that ran since the last call. Both drivers are as before after the test */
export function recordStatements(): () => string[] {
  let statements: string[] = [];
  const memory = new Database(":memory:");
  const prepared = Object.getPrototypeOf(memory.prepare("select 1"));
  memory.close();
  for (const method of ["get", "all", "run"])
    wrap(prepared, method, (statement: { source: string }) => statements.push(statement.source));
  wrap(pg.Client.prototype, "query", (_: unknown, query: string | { text: string }) =>
    statements.push(typeof query === "string" ? query : query.text),
  );
  return () => {
    const recorded = statements;
    statements = [];
    // The milliseconds that are left for a transaction.
    return recorded.map((text) => text.replace(/statement_timeout = \d+/, "statement_timeout = …"));
  };
}

function wrap(target: object, method: string, record: (self: never, ...args: never[]) => void): void {
  const original = Reflect.get(target, method);
  Reflect.set(target, method, function (this: never, ...args: never[]) {
    record(this, ...args);
    return Reflect.apply(original, this, args);
  });
  onTestFinished(() => void Reflect.set(target, method, original));
}

/** Statements: written once, against whichever engine's tables; made ready once, and run often. */
import { is, Param, Placeholder, type SQL } from "drizzle-orm";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import type * as schema from "@/db/sqlite/schema";

/** The tables as the queries see them. Both engines' have the same names and the same types in JavaScript. */
export type Tables = typeof schema;

/** What a statement is made with. */
export interface QueryContext extends Tables {
  /**
   * Drizzle's builder. Its types are SQLite's; of it the queries use what both dialects have.
   */
  db: BetterSQLite3Database;
  /** A value that the statement gets each time it runs. */
  param(name: string): SQL;
}

/** What a statement is given, by name. */
export type Values = Record<string, unknown>;

interface PreparedQuery {
  toSQL(): { sql: string; params: unknown[] };
  all(): unknown;
  prepare(): { all(values: Values): unknown; get(values: Values): unknown };
}

/** A statement, and the row it finds. The object itself is what an engine knows it by. */
export interface Statement<Row> {
  make(context: QueryContext): PreparedQuery;
  readonly row?: Row;
}

export function statement<Q extends PreparedQuery>(
  make: (context: QueryContext) => Q,
): Statement<ReturnType<Q["all"]> extends (infer Row)[] ? Row : never> {
  return { make };
}

/** @returns what turns values into a query's parameters, as the database keeps them */
export function bindParams(params: unknown[]): (values: Values) => unknown[] {
  const slots = params.map(slotOf);
  return (values) =>
    slots.map(({ name, fixed, encoder }) => {
      const value = name === null ? fixed : values[name];
      // Drizzle itself would store JSON's null as a text.
      return encoder && value != null ? encoder.mapToDriverValue(value) : (value ?? null);
    });
}

/** A parameter: its value, or the name the value is given by. */
interface Slot {
  name: string | null;
  fixed: unknown;
  encoder: Param["encoder"] | null;
}

function slotOf(param: unknown): Slot {
  if (is(param, Placeholder)) return { name: param.name, fixed: null, encoder: null };
  if (is(param, Param)) return { ...slotOf(param.value), encoder: param.encoder };
  return { name: null, fixed: param, encoder: null };
}

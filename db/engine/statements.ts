/** A statement is written once for the tables of both engines; each engine prepares it once and runs it often. */
import { is, Param, Placeholder, type SQL } from "drizzle-orm";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import type * as schema from "@/db/sqlite/schema";

/** The tables as the queries see them. The tables of both engines have the same names and JavaScript types. */
export type Tables = typeof schema;

/** The tables, the query builder and the parameters that a statement is built from. */
export interface QueryContext extends Tables {
  /** Drizzle's query builder. Its types are SQLite's; the queries use only what both dialects have. */
  db: BetterSQLite3Database;
  /** A named parameter: its value is given each time the statement runs. */
  param(name: string): SQL;
}

/** The values of a statement's parameters, by name. */
export type Values = Record<string, unknown>;

interface PreparedQuery {
  toSQL(): { sql: string; params: unknown[] };
  all(): unknown;
  prepare(): { all(values: Values): unknown; get(values: Values): unknown };
}

/** A statement and the type of its rows. Engines use the object itself as the key of their prepared statements. */
export interface Statement<Row> {
  make(context: QueryContext): PreparedQuery;
  readonly row?: Row;
}

/** @returns a statement that each engine builds and prepares on first use */
export function statement<Q extends PreparedQuery>(
  make: (context: QueryContext) => Q,
): Statement<ReturnType<Q["all"]> extends (infer Row)[] ? Row : never> {
  return { make };
}

/** @returns a function that turns named values into a query's parameter list, encoded for the database */
export function bindParams(params: unknown[]): (values: Values) => unknown[] {
  const slots = params.map(slotOf);
  return (values) =>
    slots.map(({ name, fixed, encoder }) => {
      const value = name === null ? fixed : values[name];
      // Drizzle itself would store a JSON null as the text "null".
      return encoder && value != null ? encoder.mapToDriverValue(value) : (value ?? null);
    });
}

/** A parameter: a fixed value, or the name of a value that is given later. */
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

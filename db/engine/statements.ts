/** Statements: written once, against whichever engine's tables; made ready once, and run often. */
import { eq, getTableColumns, is, Param, Placeholder, type SQL, sql } from "drizzle-orm";
import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type * as schema from "@/db/sqlite/schema";
import { type Query, write } from "./engine";

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

type Pick<Table> = (tables: Tables) => Table;

/** @returns what inserts a row; columns that fill themselves in are left to do so */
export function insertStatement<Table extends SQLiteTable>(
  pick: Pick<Table>,
): (row: Table["$inferInsert"]) => Query<number> {
  const insert = statement(({ db, ...tables }) => insertInto(db, pick(tables)));
  return (row) => write(insert, row);
}

/** @returns an `insert` of a row given column by column */
export function insertInto<Table extends SQLiteTable>(db: QueryContext["db"], table: Table) {
  const columns = Object.entries<SQLiteColumn>(getTableColumns(table)).filter(
    ([, { hasDefault }]) => !hasDefault,
  );
  return db.insert(table).values(placeholders(columns.map(([name]) => name)) as Table["$inferInsert"]);
}

/** @returns what sets some columns of the row with a key; there is one statement for every choice of columns */
export function updateStatement<Table extends SQLiteTable>(
  pick: Pick<Table>,
  key: Pick<SQLiteColumn>,
): (id: string, set: Partial<Table["$inferInsert"]>) => Query<number> {
  const made = new Map<string, Statement<unknown>>();

  function make(columns: string[]): Statement<unknown> {
    return statement(({ db, param, ...tables }) =>
      db
        .update(pick(tables))
        .set(placeholders(columns) as never)
        .where(eq(key(tables), param(KEY))),
    );
  }

  return (id, set) => {
    const columns = Object.keys(set);
    const choice = columns.join();
    const update = made.get(choice) ?? make(columns);
    made.set(choice, update);
    return write(update, { ...set, [KEY]: id });
  };
}

/** No column is called like this. */
const KEY = "the key";

function placeholders(names: string[]): Record<string, Placeholder> {
  return Object.fromEntries(names.map((name) => [name, sql.placeholder(name)]));
}

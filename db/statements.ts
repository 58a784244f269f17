/** Statements that are made once and run often: making one costs ten times what running it does. */
import { eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Client } from "./client";

/**
 * A value that a prepared query gets each time it runs.
 *
 * In a query of its own, because SQLite takes a bare one for a hint and plans the statement anew whenever it changes.
 */
export function given(name: string): SQL {
  return sql`(select ${sql.placeholder(name)})`;
}

/** @returns what inserts a row */
export function inserter<Table extends SQLiteTable>(client: Client, table: Table) {
  const columns = Object.entries(getTableColumns(table));
  const { sql: text } = client
    .insert(table)
    .values(placeholders(columns) as Table["$inferInsert"])
    .toSQL();
  const statement = client.$client.prepare(text);
  return (row: Table["$inferInsert"]): void => {
    statement.run(stored(columns, row));
  };
}

/** @returns what sets some columns of the row with a key; there is one statement for every choice of columns */
export function updater<Table extends SQLiteTable>(client: Client, table: Table, key: SQLiteColumn) {
  const all = Object.entries(getTableColumns(table));
  const made = new Map<string, (id: string, set: object) => void>();

  function make(set: object) {
    const columns = all.filter(([name]) => name in set); // in the order Drizzle writes them
    const { sql: text } = client
      .update(table)
      .set(placeholders(columns))
      .where(eq(key, given("key")))
      .toSQL();
    const statement = client.$client.prepare(text);
    return (id: string, set: object): void => {
      statement.run(stored(columns, set), id);
    };
  }

  return (id: string, set: Partial<Table["$inferInsert"]>): void => {
    const choice = Object.keys(set).join();
    const update = made.get(choice) ?? make(set);
    made.set(choice, update);
    update(id, set);
  };
}

type Columns = [name: string, column: SQLiteColumn][];

function placeholders(columns: Columns): Record<string, never> {
  return Object.fromEntries(columns.map(([name]) => [name, sql.placeholder(name) as never]));
}

/** The values of a row as the database keeps them. Drizzle's own prepared writes would store JSON's null as a text. */
function stored(columns: Columns, row: object): unknown[] {
  return columns.map(([name, column]) => {
    const value = (row as Record<string, unknown>)[name];
    return value == null ? null : column.mapToDriverValue(value);
  });
}

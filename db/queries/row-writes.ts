/** Inserts and updates of whole rows, which most queries share. */
import { eq, getTableColumns, type Placeholder, sql } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { type Query, write } from "@/db/engine/engine";
import { type QueryContext, type Statement, statement, type Tables } from "@/db/engine/statements";

/** Finds a table, or a column of one, among all tables. */
type TableOf<Table> = (tables: Tables) => Table;

/** @returns a function that inserts a row; columns with a default are left out */
export function insertStatement<Table extends SQLiteTable>(
  pick: TableOf<Table>,
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

/** @returns a function that updates some columns of the row with a key. Each choice of columns has its own statement. */
export function updateStatement<Table extends SQLiteTable>(
  pick: TableOf<Table>,
  key: TableOf<SQLiteColumn>,
): (id: string, set: Partial<Table["$inferInsert"]>) => Query<number> {
  const statements = new Map<string, Statement<unknown>>();

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
    const update = statements.get(choice) ?? make(columns);
    statements.set(choice, update);
    return write(update, { ...set, [KEY]: id });
  };
}

/** The parameter that holds the key. No column has this name. */
const KEY = "the key";

function placeholders(names: string[]): Record<string, Placeholder> {
  return Object.fromEntries(names.map((name) => [name, sql.placeholder(name)]));
}

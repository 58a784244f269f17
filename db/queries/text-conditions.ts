import { type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";

/** @returns whether a column has a text in it, as it stands: `like` would read `%` and `_` of the text as patterns */
export function holds(column: SQLiteColumn | SQL, text: SQL): SQL {
  return sql`replace(${column}, ${text}, '') <> ${column}`;
}

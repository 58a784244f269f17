import { getTableColumns, getTableName } from "drizzle-orm";
import * as schema from "./sqlite/schema";

/** @returns a text that changes with the columns of the tables; a test holds the tables of both engines equal */
export function schemaFingerprint(): string {
  const tables = Object.values(schema).map((table) => {
    const columns = Object.values(getTableColumns(table)).map(({ name, columnType, notNull }) => [
      name,
      columnType,
      notNull,
    ]);
    return [getTableName(table), columns];
  });
  return JSON.stringify(tables);
}

import { type Database, openDatabase } from "@/db/database";
import { config } from "./config";
import { once } from "./singleton";

/** @returns the database of this process, opened and migrated on first use. */
export function database(): Database {
  return once("database", () => openDatabase(config().databaseUrl, { root: config().root }));
}

import { type Database, openDatabase } from "@/db/database";
import { type Config, config } from "./config";
import { log } from "./log";
import { processSingleton } from "./singleton";

/** @returns the database of this process, opened and migrated on first use at the latest. */
export function database(): Database {
  return processSingleton("database", () => open(config()));
}

function open({ databaseUrl, databasePool, root }: Config): Database {
  return openDatabase(databaseUrl, {
    root,
    poolSize: databasePool,
    warn: (what, error) => log().warn({ err: error }, what),
  });
}

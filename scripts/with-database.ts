import type { Database } from "@/db/database";
import { database } from "@/lib/server/database";
import { ConfigurationError } from "@/lib/server/errors";

/** Migrates the configured database and runs a task on it. A wrong setting prints a message, not a stack trace. */
export async function withDatabase(task: (db: Database) => Promise<void> | void): Promise<void> {
  try {
    const db = database();
    await db.ready();
    await task(db);
    await db.close();
  } catch (error) {
    console.error(error instanceof ConfigurationError ? error.message : error);
    process.exitCode = 1;
  }
}

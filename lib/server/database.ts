import { statSync } from "node:fs";
import path from "node:path";
import { type Database, openDatabase } from "@/db/database";
import { schemaFingerprint } from "@/db/schema-fingerprint";
import { type Config, config } from "./config";
import { log } from "./log";
import { wakeOutbox } from "./mail/wake";
import { countEvents } from "./observability/metrics";
import { reopeningDatabase } from "./reopening-database";
import { processSingleton } from "./singleton";

/** When this module was loaded: hot reload loads it again after a change of the schema, which it imports. */
const loadedAt = performance.now();

/** @returns the database of this process, opened and migrated on first use at the latest. */
export function database(): Database {
  const current = config();
  return current.development
    ? reopeningDatabase({
        schema: schemaFingerprint(),
        migrations: migrationsVersion(current),
        loadedAt,
        open: () => open(current),
      })
    : processSingleton("database", () => open(current));
}

function open({ databaseUrl, databasePool, root }: Config): Database {
  return openDatabase(databaseUrl, {
    root,
    poolSize: databasePool,
    onMail: wakeOutbox,
    onEvents: countEvents,
    warn: (what, error) => log().warn({ err: error }, what),
  });
}

/** @returns when the list of migrations of the database in use was last changed */
function migrationsVersion({ databaseUrl, root }: Config): string {
  const engine = databaseUrl.startsWith("file:") ? "sqlite" : "postgres";
  const journal = path.join(root, "db", engine, "migrations/meta/_journal.json");
  return String(statSync(journal, { throwIfNoEntry: false })?.mtimeMs ?? 0);
}

/**
 * The database of a development server. Hot reload replaces modules while the process, and with it the open database,
 * lives on. When the schema or the migrations have changed, the database is opened and migrated anew.
 */
import type { Database } from "@/db/database";
import { processSingleton } from "./singleton";

/** Requests that have begun with the earlier database may need it for this long. */
const CLOSE_AFTER_MS = 10_000;

type Listener = Parameters<Database["onCommitted"]>[0];

interface OpenDatabase {
  /** Null before the first use. */
  db: Database | null;
  schema: string;
  migrations: string;
  /** On the `performance.now()` clock: when the module that opened it was loaded. */
  loadedAt: number;
  listeners: Set<Listener>;
}

/**
 * @param options.schema the schema as the calling module has it
 * @param options.migrations changes with the migrations on disk
 * @param options.loadedAt when the calling module was loaded, in milliseconds on the `performance.now()` clock. Modules
 *   from before a reload stay in use, in timers for example, and must not bring the earlier schema back.
 * @param options.open opens the database with the schema of the calling module, and migrates it
 * @returns the open database; a new one if the caller has a newer schema, or the same schema and other migrations
 */
export function reopeningDatabase({
  schema,
  migrations,
  loadedAt,
  open,
}: {
  schema: string;
  migrations: string;
  loadedAt: number;
  open: () => Database;
}): Database {
  const current = processSingleton<OpenDatabase>("development database", () => ({
    db: null,
    schema,
    migrations,
    loadedAt,
    listeners: new Set(),
  }));
  const isOutdated =
    current.schema === schema ? current.migrations !== migrations : current.loadedAt < loadedAt;
  if (current.db && !isOutdated) return current.db;

  const earlier = current.db;
  const opened = open();
  opened.onCommitted((events) => {
    for (const listener of current.listeners) listener(events);
  });
  const db: Database = {
    ...opened,
    onCommitted(listener) {
      current.listeners.add(listener);
      return () => current.listeners.delete(listener);
    },
  };
  Object.assign(current, { db, schema, migrations, loadedAt });
  if (earlier) setTimeout(() => void earlier.close(), CLOSE_AFTER_MS).unref();
  return db;
}

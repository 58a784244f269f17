/**
 * Opens the database and makes sure it is what the rules rely on.
 */
import { mkdirSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";

export type Client = BetterSQLite3Database & { $client: Sqlite.Database };

/** How long a writer waits for another process's write before the request is refused, in milliseconds. */
const BUSY_TIMEOUT_MS = 2000;

/** SQLite 3.51.3 mends a corruption in write-ahead logging. */
const OLDEST_SQLITE = [3, 51, 3];

/**
 * @param url `file:` followed by a path, absolute or relative to `root`
 * @returns the path of the database file
 * @throws Error for any other scheme
 */
export function databaseFile(url: string, root: string): string {
  if (!url.startsWith("file:"))
    throw new Error(`DATABASE_URL must begin with file: (found "${url.split(":")[0]}:")`);
  return path.resolve(root, url.slice("file:".length).replace(/^\/\/(?=\/)/, ""));
}

/** Opens the file, brings its schema up to date and checks its settings. */
export function openClient(file: string): Client {
  mkdirSync(path.dirname(file), { recursive: true });
  return open(new Sqlite(file, { timeout: BUSY_TIMEOUT_MS }), configure);
}

/**
 * Opens a file there is for us alone: until it is closed, nobody else reads or writes it.
 * @throws SqliteError with the code `SQLITE_BUSY` when somebody else has it open
 */
export function openAlone(file: string): Client {
  return open(new Sqlite(file, { timeout: BUSY_TIMEOUT_MS, fileMustExist: true }), (sqlite) => {
    // In this mode a lock once taken stays, and nobody else may have the file open, even without doing anything.
    sqlite.pragma("locking_mode = EXCLUSIVE");
    sqlite.exec("begin exclusive; commit");
  });
}

function open(sqlite: Sqlite.Database, prepare: (sqlite: Sqlite.Database) => void): Client {
  try {
    prepare(sqlite);
    const client = drizzle(sqlite);
    migrate(client, { migrationsFolder: path.join(process.cwd(), "db/sqlite/migrations") });
    return client;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

function configure(sqlite: Sqlite.Database): void {
  const version = String(sqlite.prepare("select sqlite_version()").pluck().get());
  if (isOlder(version, OLDEST_SQLITE)) throw new Error(`SQLite ${version} is too old`);

  // FULL, because the driver is compiled to NORMAL under WAL, with which a power cut can bring back a session
  // that was acknowledged as ended.
  set(sqlite, "journal_mode", "WAL", "wal");
  set(sqlite, "synchronous", "FULL", 2);
  set(sqlite, "foreign_keys", "ON", 1);
  set(sqlite, "busy_timeout", String(BUSY_TIMEOUT_MS), BUSY_TIMEOUT_MS);
  // What a wiped sealed successor leaves behind in a page is overwritten too.
  set(sqlite, "secure_delete", "FAST", 2);
}

/** A pragma that SQLite does not like is ignored without a word: read it back. */
function set(sqlite: Sqlite.Database, pragma: string, value: string, expected: string | number): void {
  sqlite.pragma(`${pragma} = ${value}`);
  const actual = sqlite.pragma(pragma, { simple: true });
  if (actual !== expected) throw new Error(`SQLite keeps ${pragma} at ${String(actual)} instead of ${value}`);
}

function isOlder(version: string, floor: number[]): boolean {
  const parts = version.split(".").map(Number);
  const difference = floor.map((least, at) => (parts[at] ?? 0) - least).find((delta) => delta !== 0);
  return difference !== undefined && difference < 0;
}

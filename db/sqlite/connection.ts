/** Opens an SQLite file, migrates it, and checks that it has the settings the rules rely on. */
import { chmodSync, closeSync, mkdirSync, openSync, statSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { eq, isNull } from "drizzle-orm";
import { type BetterSQLite3Database, drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import { searchKeys } from "@/db/queries/search-keys";
import { users } from "./schema";

export type Client = BetterSQLite3Database & { $client: Sqlite.Database };

/** How long the start waits for another process's lock. */
const OPEN_TIMEOUT_MS = 2000;
/** How long a statement waits for it afterwards. The event loop is blocked meanwhile; the engine retries. */
const BUSY_TIMEOUT_MS = 20;

/** SQLite 3.51.3 fixes a corruption bug in write-ahead logging. */
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

/**
 * Opens the file, migrates its schema and checks its settings.
 *
 * @throws Error that names DATABASE_URL, the file and SQLite's own words
 */
export function openClient(file: string): Client {
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    keepPrivate(file);
    const client = open(new Sqlite(file, { timeout: OPEN_TIMEOUT_MS }), configure);
    set(client.$client, "busy_timeout", String(BUSY_TIMEOUT_MS), BUSY_TIMEOUT_MS);
    return client;
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    throw new Error(`DATABASE_URL: the file ${file} cannot be used: ${words}`, { cause: error });
  }
}

/** Only the owner may read the file. SQLite creates the files beside it with the same mode. */
function keepPrivate(file: string): void {
  closeSync(openSync(file, "a", 0o600));
  for (const each of [file, `${file}-wal`, `${file}-shm`]) {
    const mode = statSync(/* turbopackIgnore: true */ each, { throwIfNoEntry: false })?.mode ?? 0;
    if ((mode & 0o077) !== 0) chmodSync(each, 0o600);
  }
}

/**
 * Opens an existing file exclusively: until it is closed, no other process can read or write it.
 *
 * @throws SqliteError with the code `SQLITE_BUSY` when another process has it open
 */
export function openAlone(file: string): Client {
  return open(new Sqlite(file, { timeout: OPEN_TIMEOUT_MS, fileMustExist: true }), (sqlite) => {
    // In this mode a lock is kept once taken, and no other process may even have the file open.
    sqlite.pragma("locking_mode = EXCLUSIVE");
    sqlite.exec("begin exclusive; commit");
  });
}

function open(sqlite: Sqlite.Database, prepare: (sqlite: Sqlite.Database) => void): Client {
  try {
    prepare(sqlite);
    const client = drizzle(sqlite);
    migrate(client, { migrationsFolder: path.join(process.cwd(), "db/sqlite/migrations") });
    fillSearchKeys(client);
    return client;
  } catch (error) {
    sqlite.close();
    throw error;
  }
}

/** Rows that an older version wrote have no search keys yet. SQL alone cannot compute them. */
function fillSearchKeys(client: Client): void {
  const { id, name, email } = users;
  const findMissing = () => client.select({ id, name, email }).from(users).where(isNull(users.nameKey)).all();
  if (findMissing().length === 0) return;
  client.transaction(
    () => {
      for (const user of findMissing())
        client.update(users).set(searchKeys(user)).where(eq(id, user.id)).run();
    },
    { behavior: "immediate" },
  );
}

function configure(sqlite: Sqlite.Database): void {
  const version = String(sqlite.prepare("select sqlite_version()").pluck().get());
  if (isOlder(version, OLDEST_SQLITE)) throw new Error(`SQLite ${version} is too old`);

  // FULL, because the driver is compiled to NORMAL under WAL, with which a power cut can bring back a session
  // that was acknowledged as ended.
  set(sqlite, "journal_mode", "WAL", "wal");
  set(sqlite, "synchronous", "FULL", 2);
  set(sqlite, "foreign_keys", "ON", 1);
  // Overwrites what a wiped token seal leaves behind in a page.
  set(sqlite, "secure_delete", "FAST", 2);
}

/** SQLite ignores a pragma it cannot apply without an error, so the value is read back. */
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

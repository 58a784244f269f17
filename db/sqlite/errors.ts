import { setTimeout as wait } from "node:timers/promises";
import { SqliteError } from "better-sqlite3";
import { DatabaseUnavailable, OutdatedDatabase } from "@/db/engine/errors";

/** The result codes that mean "not now", extended codes included. Every other code is a bug or a damaged file. */
const UNAVAILABLE_CODES = [
  "SQLITE_BUSY",
  "SQLITE_LOCKED",
  "SQLITE_PROTOCOL", // gave up on a race for the write-ahead log
  "SQLITE_IOERR",
  "SQLITE_FULL",
  "SQLITE_CANTOPEN",
  "SQLITE_READONLY", // the file was moved, or its disk is mounted read-only
  "SQLITE_NOMEM",
  "SQLITE_INTERRUPT",
];

/** How long the event loop is free between two tries to get the write lock. */
export const LOCK_RETRY_MS = 20;

/**
 * Runs `work`.
 * @throws DatabaseUnavailable for the codes above, OutdatedDatabase where a migration is missing; every other error as it
 *   is
 */
export function withEngineErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toDatabaseError(error);
  }
}

/**
 * Runs `work`, again and again while another process holds the write lock. The event loop is free in between.
 *
 * @param limitMs how long to go on
 * @throws DatabaseUnavailable when the lock is still held after that
 */
export async function whenUnlocked<T>(work: () => T, limitMs: number): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    try {
      return withEngineErrors(work);
    } catch (error) {
      if (!isLocked(error) || performance.now() + LOCK_RETRY_MS > deadline) throw error;
      await wait(LOCK_RETRY_MS);
    }
  }
}

/** @returns whether another process holds the lock that was needed */
export function isLocked(error: unknown): boolean {
  return error instanceof DatabaseUnavailable && /^SQLITE_(BUSY|LOCKED)/.test(error.message);
}

/** What SQLite says of a table or a column that the file lacks. */
const MISSING = /^no such (?:table|column): |^table \S+ has no column named /;

/**
 * @returns `DatabaseUnavailable` for the codes above, `OutdatedDatabase` where a migration is missing, each with SQLite's
 *   error as its cause; else the error itself
 */
export function toDatabaseError(error: unknown): unknown {
  if (error instanceof OutdatedDatabase) return error;
  const engineError = error instanceof SqliteError ? error : (error as Error | null)?.cause;
  if (!(engineError instanceof SqliteError)) return error;
  const { code } = engineError;
  const isUnavailable = UNAVAILABLE_CODES.some((known) => code === known || code.startsWith(`${known}_`));
  if (isUnavailable) return new DatabaseUnavailable(code, { cause: engineError });
  return MISSING.test(engineError.message) ? new OutdatedDatabase(engineError) : error;
}

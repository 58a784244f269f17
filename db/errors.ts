import { SqliteError } from "better-sqlite3";

/** The database cannot be asked right now: locked too long, disk full, unreadable. Worth another try later. */
export class DatabaseUnavailable extends Error {
  override name = "DatabaseUnavailable";
}

/**
 * Runs `work`, turning the engine's own failures into `DatabaseUnavailable`.
 * A violated constraint is a bug of ours and passes through as it is.
 */
export function withEngineErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw named(error);
  }
}

/** The same for work that takes its time; what is no failure of the engine is thrown on. */
export async function withEngineErrorsAsync<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw named(error);
  }
}

function named(error: unknown): unknown {
  const engineError = error instanceof SqliteError ? error : (error as Error | null)?.cause;
  const unavailable = engineError instanceof SqliteError && !engineError.code.startsWith("SQLITE_CONSTRAINT");
  return unavailable ? new DatabaseUnavailable(engineError.code, { cause: engineError }) : error;
}

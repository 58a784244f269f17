import { SqliteError } from "better-sqlite3";
import { DatabaseUnavailable } from "@/db/engine/errors";

/**
 * Runs `work`, turning the engine's own failures into `DatabaseUnavailable`.
 * A violated constraint is a bug of ours and passes through as it is.
 */
export function withEngineErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw toDatabaseError(error);
  }
}

function toDatabaseError(error: unknown): unknown {
  const engineError = error instanceof SqliteError ? error : (error as Error | null)?.cause;
  const unavailable = engineError instanceof SqliteError && !engineError.code.startsWith("SQLITE_CONSTRAINT");
  return unavailable ? new DatabaseUnavailable(engineError.code, { cause: engineError }) : error;
}

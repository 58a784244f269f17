import pg from "pg";
import { DatabaseUnavailable } from "@/db/engine/errors";

/**
 * What PostgreSQL, or the way to it, has failed with.
 *
 * @returns a violated constraint as it is, which is a bug of ours or a race to be run again; everything else as
 *   `DatabaseUnavailable` with the failure as its cause
 */
export function toDatabaseError(failure: unknown): Error {
  const error = innermost(failure);
  // Where the values of a row would stand, on their way into a log.
  if (error instanceof pg.DatabaseError) Object.assign(error, { detail: undefined, where: undefined });
  if (error instanceof pg.DatabaseError && error.code?.startsWith("23")) return error;
  const code = (error as { code?: string }).code ?? error.message;
  return new DatabaseUnavailable(code, { cause: error });
}

/** serialization_failure, deadlock_detected, unique_violation: another decision was in the way; it is done by now. */
const RACES = ["40001", "40P01", "23505"];

/** @returns whether a decision that failed with `error` is worth being run again from its start */
export function isRace(error: unknown): boolean {
  const code = codeOf(error);
  return code !== null && RACES.includes(code);
}

/** What ends a connection along with the statement: lost, shut down, thrown out, not let in. */
const FINAL = /^(?:08|28|3D|57P|25P03|53300)/;

/** @returns whether the connection that failed with `error` can be used again */
export function isUsable(error: unknown): boolean {
  if (!(error instanceof DatabaseUnavailable) || error.cause === undefined) return true; // a failure of ours
  const code = codeOf(error);
  return code !== null && !FINAL.test(code);
}

/** @returns the SQLSTATE of the server's own refusal, or null when it did not get to say anything */
function codeOf(error: unknown): string | null {
  const cause = error instanceof DatabaseUnavailable ? error.cause : error;
  return cause instanceof pg.DatabaseError ? (cause.code ?? null) : null;
}

/** Drizzle wraps what the driver throws. */
function innermost(error: unknown): Error {
  let inner = error instanceof Error ? error : new Error(String(error));
  while (inner.cause instanceof Error) inner = inner.cause;
  return inner;
}

import pg from "pg";
import { DatabaseUnavailable, OutdatedDatabase } from "@/db/engine/errors";
import { SERVER_SILENT, UnsupportedDatabase } from "./migrate";

/**
 * The SQLSTATEs that mean "not now": classes by their two characters, conditions by all five (PostgreSQL, appendix A).
 * Every other one is a bug, or a setting that no retry changes.
 */
const UNAVAILABLE_STATES = [
  "08", // connection exception
  "53", // insufficient resources: disk full, out of memory, too many connections
  "25006", // a standby after a failover: it only reads
  "25P03", // idle in transaction for too long: this process was stopped or overloaded
  "40001", // serialization failure, after the retries
  "40P01", // deadlock, after the retries
  "55P03", // a lock was not available in time
  "57014", // the statement took too long
  "57P01", // shut down by an administrator
  "57P02", // shut down by a crash
  "57P03", // starting up or shutting down
  "57P05", // closed while idle
  "58030", // I/O error
];

/** The errors of the operating system that mean "not now". */
const UNAVAILABLE_SYSTEM_CODES = [
  "EADDRNOTAVAIL",
  "EAI_AGAIN",
  "ECONNABORTED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTDOWN",
  "EHOSTUNREACH",
  "EMFILE",
  "ENETDOWN",
  "ENETRESET",
  "ENETUNREACH",
  "ENFILE",
  "ENOBUFS",
  "ENOENT", // the Unix socket of a server that is down
  "ENOTFOUND", // a server that is down may have no entry in a container network's DNS
  "EPIPE",
  "ETIMEDOUT",
];

/** The driver's own errors about the connection, which have no code. */
const UNAVAILABLE_MESSAGES = [
  "Client has encountered a connection error and is not queryable",
  "Client was closed and is not queryable",
  "Connection terminated",
  "Connection terminated due to connection timeout",
  "Connection terminated unexpectedly",
  "Query read timeout",
  SERVER_SILENT,
  "timeout exceeded when trying to connect",
  "timeout expired",
];

/**
 * @param failure an error of the driver, or one that Drizzle has wrapped together with the values of its query
 * @returns `DatabaseUnavailable` for the codes above, with the driver's error as its cause; `OutdatedDatabase` where a
 *   migration is missing; else the driver's own error, without the values of rows
 */
export function toDatabaseError(failure: unknown): Error {
  const error = innermost(failure);
  // These fields hold values of rows, which must not reach a log.
  if (error instanceof pg.DatabaseError) Object.assign(error, { detail: undefined, where: undefined });
  if (MISSING_STATES.includes(sqlStateOf(error) ?? "")) return new OutdatedDatabase(error);
  if (error instanceof DatabaseUnavailable || !isUnavailable(error)) return error;
  return new DatabaseUnavailable(codeOf(error) ?? error.message, { cause: error });
}

/**
 * @param failure why the database could not be connected to or migrated
 * @param url `DATABASE_URL`
 * @returns an error of the same kind as `toDatabaseError`, whose message names the variable, the host and the server's
 *   or driver's own words, and never the password
 */
export function toStartError(failure: unknown, url: string): Error {
  const error = toDatabaseError(failure);
  const cause = error instanceof DatabaseUnavailable && error.cause instanceof Error ? error.cause : error;
  const code = codeOf(cause);
  const words = [cause.message, code && !cause.message.includes(code) ? `(${code})` : ""].filter(Boolean);
  const message = `DATABASE_URL: PostgreSQL at ${placeOf(url)} cannot be used: ${withoutPassword(words.join(" "), url)}`;
  if (error instanceof DatabaseUnavailable) return new DatabaseUnavailable(message, { cause });
  return error instanceof UnsupportedDatabase
    ? new UnsupportedDatabase(message, { cause })
    : new Error(message, { cause });
}

/** undefined_column, undefined_table. */
const MISSING_STATES = ["42703", "42P01"];

/** serialization_failure, deadlock_detected, unique_violation: another transaction was in the way and is over now. */
const RACES = ["40001", "40P01", "23505"];

/** @returns whether a transaction that failed with `error` may succeed if it is run again from its start */
export function isRace(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state !== null && RACES.includes(state);
}

/** The SQLSTATEs that end the connection together with the statement. */
const FINAL_STATES = /^(?:08|28|3D|57P|25P03|53300)/;

/** @returns whether the connection that failed with `error` can be used again */
export function isUsable(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state !== null) return !FINAL_STATES.test(state);
  return !(error instanceof DatabaseUnavailable) || error.cause === undefined; // without a cause, it is the engine's own
}

function isUnavailable(error: Error): boolean {
  if (error instanceof pg.DatabaseError) {
    const state = error.code ?? "";
    return UNAVAILABLE_STATES.some((known) => state.startsWith(known));
  }
  const code = codeOf(error);
  return code === null
    ? UNAVAILABLE_MESSAGES.includes(error.message)
    : UNAVAILABLE_SYSTEM_CODES.includes(code);
}

function codeOf(error: Error): string | null {
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : null;
}

/** @returns the SQLSTATE that the server answered with, or null when the error is not the server's */
function sqlStateOf(error: unknown): string | null {
  const cause = error instanceof DatabaseUnavailable ? error.cause : error;
  return cause instanceof pg.DatabaseError ? (cause.code ?? null) : null;
}

/** Drizzle wraps the driver's errors. */
function innermost(error: unknown): Error {
  let inner = error instanceof Error ? error : new Error(String(error));
  while (inner.cause instanceof Error && !(inner instanceof pg.DatabaseError)) inner = inner.cause;
  return inner;
}

/** @returns host, port and database name */
function placeOf(url: string): string {
  try {
    const { host, pathname, searchParams } = new URL(url);
    return `${host || searchParams.get("host") || "the default host"}${pathname}`;
  } catch {
    return "an address that is not a URL";
  }
}

/** A server may quote what it was sent; a driver may quote the URL. */
function withoutPassword(words: string, url: string): string {
  const passwords = URL.canParse(url) ? passwordsIn(new URL(url)) : [url];
  return passwords.reduce((text, password) => text.replaceAll(password, "[removed]"), words);
}

function passwordsIn({ href, password, searchParams }: URL): string[] {
  const secrets = [href, password, decoded(password), searchParams.get("password") ?? ""];
  return secrets.filter((secret) => secret !== "");
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

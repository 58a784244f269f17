import pg from "pg";
import { describe, expect, test } from "vitest";
import { DatabaseUnavailable, OutdatedDatabase } from "@/db/engine/errors";
import { postgres } from "@/db/testing/engines";
import { createPostgresEngine } from "./engine";
import { isUsable, toDatabaseError, toStartError } from "./errors";
import { UnsupportedDatabase } from "./migrate";

function serverError(code: string): pg.DatabaseError {
  return Object.assign(new pg.DatabaseError("the server's words", 0, "error"), {
    code,
    detail: "Key (email)=(ada@example.com) already exists.",
    where: "COPY users, line 1",
  });
}

const systemError = (code: string) => Object.assign(new Error(`connect ${code} 127.0.0.1:5432`), { code });

test.each([
  "42703", // undefined_column
  "42P01", // undefined_table
])("SQLSTATE %s says how a migration is made", (code) => {
  const translated = toDatabaseError(serverError(code));
  expect(translated).toBeInstanceOf(OutdatedDatabase);
  for (const part of ["the server's words", "npm run db:generate"])
    expect(translated.message).toContain(part);
  expect(toDatabaseError(translated)).toEqual(translated);
  expect(isUsable(translated)).toBe(true);
});

describe("only errors that a later try may avoid mean that the database is unavailable", () => {
  test.each([
    ["08000", true], // connection_exception
    ["08006", true], // connection_failure
    ["53000", true], // insufficient_resources
    ["53100", true], // disk_full
    ["53200", true], // out_of_memory
    ["53300", true], // too_many_connections
    ["25006", true], // read_only_sql_transaction
    ["25P03", true], // idle_in_transaction_session_timeout
    ["40001", true], // serialization_failure
    ["40P01", true], // deadlock_detected
    ["55P03", true], // lock_not_available
    ["57014", true], // query_canceled
    ["57P01", true], // admin_shutdown
    ["57P02", true], // crash_shutdown
    ["57P03", true], // cannot_connect_now
    ["57P05", true], // idle_session_timeout
    ["58030", true], // io_error
    ["57P04", false], // database_dropped
    ["22001", false], // string_data_right_truncation
    ["22003", false], // numeric_value_out_of_range
    ["22021", false], // character_not_in_repertoire
    ["23503", false], // foreign_key_violation
    ["23505", false], // unique_violation
    ["25P02", false], // in_failed_sql_transaction
    ["28000", false], // invalid_authorization_specification
    ["28P01", false], // invalid_password
    ["3D000", false], // invalid_catalog_name
    ["42501", false], // insufficient_privilege
    ["42601", false], // syntax_error
    ["58P01", false], // undefined_file
    ["XX000", false], // internal_error
    ["XX001", false], // data_corrupted
  ])("SQLSTATE %s: %s", (code, isUnavailable) => {
    const error = serverError(code);
    const translated = toDatabaseError(error);
    expect(translated instanceof DatabaseUnavailable).toBe(isUnavailable);
    expect(isUnavailable ? translated.cause : translated).toBe(error);
    expect(isUnavailable ? translated.message : code).toBe(code);
  });

  test.each([
    ["ECONNREFUSED", true],
    ["ECONNRESET", true],
    ["ETIMEDOUT", true],
    ["EPIPE", true],
    ["EHOSTUNREACH", true],
    ["ENETUNREACH", true],
    ["ENOTFOUND", true],
    ["EAI_AGAIN", true],
    ["EMFILE", true],
    ["ENOENT", true],
    ["EACCES", false],
    ["DEPTH_ZERO_SELF_SIGNED_CERT", false],
    ["ERR_INVALID_URL", false],
  ])("system error %s: %s", (code, isUnavailable) => {
    expect(toDatabaseError(systemError(code)) instanceof DatabaseUnavailable).toBe(isUnavailable);
  });

  test.each([
    ["Connection terminated unexpectedly", true],
    ["Connection terminated", true],
    ["Query read timeout", true],
    ["timeout expired", true],
    ["timeout exceeded when trying to connect", true],
    ["no answer in time", true],
    ["The server does not support SSL connections", false],
    ["Query values must be an array", false],
  ])("driver's message %s: %s", (message, isUnavailable) => {
    expect(toDatabaseError(new Error(message)) instanceof DatabaseUnavailable).toBe(isUnavailable);
  });
});

test("the query's values and the server's row values are removed from an error that Drizzle has wrapped", () => {
  const wrapped = new Error("Failed query: … params: ada@example.com", { cause: serverError("23505") });
  const error = toDatabaseError(wrapped);
  expect(error).toMatchObject({ code: "23505", message: "the server's words" });
  expect(JSON.stringify({ ...error })).not.toContain("ada@example.com");
});

test("a connection is used again after a refused statement, but not after it was lost", () => {
  expect(isUsable(toDatabaseError(serverError("23505")))).toBe(true);
  expect(isUsable(toDatabaseError(serverError("42P01")))).toBe(true);
  expect(isUsable(toDatabaseError(serverError("55P03")))).toBe(true);
  expect(isUsable(new TypeError("a bug in a rule"))).toBe(true);
  expect(isUsable(new DatabaseUnavailable("queued for too long"))).toBe(true);
  expect(isUsable(toDatabaseError(serverError("57P01")))).toBe(false);
  expect(isUsable(toDatabaseError(serverError("53300")))).toBe(false);
  expect(isUsable(toDatabaseError(systemError("ECONNRESET")))).toBe(false);
});

describe("an error at start names the variable, the host and the cause, and never the password", () => {
  const url = "postgres://latchkey:s3cret%21@db.example.com:5433/app";
  const place = "DATABASE_URL: PostgreSQL at db.example.com:5433/app cannot be used: ";

  test.each([
    [serverError("28P01"), `${place}the server's words (28P01)`, Error],
    [serverError("57P03"), `${place}the server's words (57P03)`, DatabaseUnavailable],
    [systemError("ECONNREFUSED"), `${place}connect ECONNREFUSED 127.0.0.1:5432`, DatabaseUnavailable],
    [
      new UnsupportedDatabase("PostgreSQL 13 is too old"),
      `${place}PostgreSQL 13 is too old`,
      UnsupportedDatabase,
    ],
    [new Error(`cannot parse ${url}`), `${place}cannot parse [removed]`, Error],
    [new Error("wrong password s3cret!"), `${place}wrong password [removed]`, Error],
  ])("%s", (failure, message, type) => {
    const error = toStartError(failure, url);
    expect(error.message).toBe(message);
    expect(error).toBeInstanceOf(type);
    expect(error instanceof DatabaseUnavailable).toBe(type === DatabaseUnavailable);
  });

  test("an address that is not a URL is not repeated", () => {
    expect(
      toStartError(new Error("bad host in postgres://u:s3cret@"), "postgres://u:s3cret@").message,
    ).not.toContain("s3cret");
  });

  test.each([
    ["a wrong password", { password: "wrong-password" }, /28P01|28000/, false],
    ["an unknown database", { pathname: "/no_such_database" }, "no_such_database", false],
    ["a port that is closed", { port: "1" }, "ECONNREFUSED", true],
  ])("a real server: %s", async (_, change, words, isUnavailable) => {
    const own = new URL(await postgres.newDatabase());
    Object.assign(own, change);
    const engine = createPostgresEngine(own.href, { poolSize: 1 });
    const error = await engine.ready().catch((failure) => failure);
    await engine.close();
    expect(error.message).toMatch(`DATABASE_URL: PostgreSQL at ${own.host}${own.pathname} cannot be used: `);
    expect(error.message).toMatch(words);
    expect(error.message).not.toContain("wrong-password");
    expect(error instanceof DatabaseUnavailable).toBe(isUnavailable);
  });
});

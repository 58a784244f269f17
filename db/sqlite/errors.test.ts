import { SqliteError } from "better-sqlite3";
import { expect, test } from "vitest";
import { DatabaseUnavailable, OutdatedDatabase } from "@/db/engine/errors";
import { toDatabaseError } from "./errors";

test.each([
  ["SQLITE_BUSY", true],
  ["SQLITE_BUSY_SNAPSHOT", true],
  ["SQLITE_LOCKED", true],
  ["SQLITE_PROTOCOL", true],
  ["SQLITE_IOERR", true],
  ["SQLITE_IOERR_FSYNC", true],
  ["SQLITE_FULL", true],
  ["SQLITE_CANTOPEN", true],
  ["SQLITE_READONLY_DBMOVED", true],
  ["SQLITE_NOMEM", true],
  ["SQLITE_INTERRUPT", true],
  ["SQLITE_ERROR", false],
  ["SQLITE_CONSTRAINT_UNIQUE", false],
  ["SQLITE_MISMATCH", false],
  ["SQLITE_RANGE", false],
  ["SQLITE_TOOBIG", false],
  ["SQLITE_SCHEMA", false],
  ["SQLITE_CORRUPT", false],
  ["SQLITE_NOTADB", false],
])("%s means that the database is away: %s", (code, isAway) => {
  const error = new SqliteError("a message", code);
  expect(toDatabaseError(error) instanceof DatabaseUnavailable).toBe(isAway);
  if (!isAway) expect(toDatabaseError(error)).toBe(error);
});

test.each([
  ['no such column: "motto" - should this be a string literal in single-quotes?', true],
  ["no such table: projects", true],
  ["table users has no column named motto", true],
  ['near "selct": syntax error', false],
])("%s: says how a migration is made: %s", (words, isOutdated) => {
  const error = new SqliteError(words, "SQLITE_ERROR");
  const translated = toDatabaseError(error) as Error;
  expect(translated instanceof OutdatedDatabase).toBe(isOutdated);
  if (!isOutdated) expect(translated).toBe(error);
  else for (const part of [words, "npm run db:generate"]) expect(translated.message).toContain(part);
  expect(toDatabaseError(translated)).toBe(translated);
});

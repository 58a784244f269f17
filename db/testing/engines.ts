/** Both engines, for tests that run on each: every database is new and is deleted with the test. */
import { randomBytes } from "node:crypto";
import path from "node:path";
import pg from "pg";
import { inject, onTestFinished } from "vitest";
import { type Database, openDatabase } from "@/db/database";
import type { TestServer } from "./global-setup";
import { tempFolder } from "./temp-folder";

export interface TestEngine {
  name: string;
  /** @returns the address of a new database, which is migrated at the latest on first use */
  newDatabase(): Promise<string>;
  /** Runs SQL on a connection of its own, as another client does. @returns the rows */
  query(url: string, sql: string): Promise<Record<string, unknown>[]>;
}

export const sqlite: TestEngine = {
  name: "SQLite",
  async newDatabase() {
    return `file:${path.join(tempFolder(), "test.db")}`;
  },
  async query(url, sql) {
    const { default: Sqlite } = await import("better-sqlite3");
    const client = new Sqlite(url.slice("file:".length));
    try {
      client.pragma("foreign_keys = ON");
      const statement = client.prepare(sql);
      if (statement.reader) return statement.all() as Record<string, unknown>[];
      statement.run();
      return [];
    } finally {
      client.close();
    }
  },
};

export const postgres: TestEngine = {
  name: "PostgreSQL",
  async newDatabase() {
    const { url, template } = await server();
    const name = `latchkey_${randomBytes(8).toString("hex")}`;
    await postgres.query(url, `create database ${name} template ${template}`);
    onTestFinished(async () => {
      await postgres.query(url, `drop database ${name} with (force)`);
    });
    const own = new URL(url);
    own.pathname = name;
    return own.href;
  },
  async query(url, sql) {
    const client = new pg.Client({ connectionString: url, types: { getTypeParser } });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  },
};

export const engines = [sqlite, postgres];

let known: Promise<TestServer> | null = null;

/** @returns the test run's server, which the first caller starts */
function server(): Promise<TestServer> {
  known ??= fetch(inject("postgres")).then(async (answer) => {
    if (!answer.ok) throw new Error(await answer.text());
    return answer.json();
  });
  return known;
}

/** Our 64-bit columns hold values that fit into a JavaScript number. */
const getTypeParser: typeof pg.types.getTypeParser = (type: number) =>
  type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type);

/** Opens a new database that is closed with the test. */
export async function openNew(
  engine: TestEngine,
  options: { clock?: () => number; poolSize?: number } = {},
): Promise<{ db: Database; url: string }> {
  const url = await engine.newDatabase();
  return { db: openTestDatabase(url, options), url };
}

/** Opens an existing database, as another process does; closed with the test. */
export function openTestDatabase(
  url: string,
  options: { clock?: () => number; poolSize?: number } = {},
): Database {
  const db = openDatabase(url, { root: "/", ...options });
  onTestFinished(() => db.close());
  return db;
}

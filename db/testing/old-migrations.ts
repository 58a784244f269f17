import { cpSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import Sqlite from "better-sqlite3";
import { drizzle as drizzleSqlite } from "drizzle-orm/better-sqlite3";
import { migrate as migrateSqlite } from "drizzle-orm/better-sqlite3/migrator";
import { drizzle as drizzlePostgres } from "drizzle-orm/node-postgres";
import { migrate as migratePostgres } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { postgres, sqlite, type TestEngine } from "./engines";
import { tempFolder } from "./temp-folder";

/**
 * Copies an engine's migrations up to one of them, as an older version of the app had them.
 *
 * @param name the first migration that is missing, without its number
 * @returns the folder of the copy, which is deleted with the test
 */
function migrationsBefore(engine: "sqlite" | "postgres", name: string): string {
  const folder = path.join(tempFolder(), "migrations");
  cpSync(path.join(process.cwd(), `db/${engine}/migrations`), folder, { recursive: true });
  const file = path.join(folder, "meta/_journal.json");
  const journal: { entries: { tag: string }[] } = JSON.parse(readFileSync(file, "utf8"));
  const end = journal.entries.findIndex(({ tag }) => tag.endsWith(`_${name}`));
  if (end < 1) throw new Error(`no migration before ${name}`);
  writeFileSync(file, JSON.stringify({ ...journal, entries: journal.entries.slice(0, end) }));
  return folder;
}

const migrateTo: Record<"sqlite" | "postgres", (url: string, migrationsFolder: string) => Promise<void>> = {
  async sqlite(url, migrationsFolder) {
    const client = new Sqlite(url.slice("file:".length));
    migrateSqlite(drizzleSqlite(client), { migrationsFolder });
    client.close();
  },
  async postgres(url, migrationsFolder) {
    await postgres.query(url, "drop schema public, drizzle cascade; create schema public");
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await migratePostgres(drizzlePostgres(client), { migrationsFolder });
    await client.end();
  },
};

/** @returns the URL of a new database as the version before a migration made it: no rows, and an older schema */
export async function oldDatabase(engine: TestEngine, name: string): Promise<string> {
  const kind = engine === sqlite ? "sqlite" : "postgres";
  const url = await engine.newDatabase();
  await migrateTo[kind](url, migrationsBefore(kind, name));
  return url;
}

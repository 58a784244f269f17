/** The upgrade of a filled database from a version that had the index `sessions_browser`, on both engines. */
import Sqlite from "better-sqlite3";
import { drizzle as drizzleSqlite } from "drizzle-orm/better-sqlite3";
import { migrate as migrateSqlite } from "drizzle-orm/better-sqlite3/migrator";
import { drizzle as drizzlePostgres } from "drizzle-orm/node-postgres";
import { migrate as migratePostgres } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { expect, test } from "vitest";
import { openTestDatabase, postgres, sqlite } from "@/db/testing/engines";
import { migrationsBefore } from "@/db/testing/old-migrations";

const OLD_VERSION = [
  {
    engine: sqlite,
    indexes: "select name from sqlite_master where type = 'index' and tbl_name = 'sessions'",
    async migrate(url: string) {
      const client = new Sqlite(url.slice("file:".length));
      migrateSqlite(drizzleSqlite(client), {
        migrationsFolder: migrationsBefore("sqlite", "drop-sessions-browser"),
      });
      client.close();
    },
  },
  {
    engine: postgres,
    indexes: "select indexname as name from pg_indexes where tablename = 'sessions'",
    async migrate(url: string) {
      await postgres.query(url, "drop schema public, drizzle cascade; create schema public");
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      await migratePostgres(drizzlePostgres(client), {
        migrationsFolder: migrationsBefore("postgres", "drop-sessions-browser"),
      });
      await client.end();
    },
  },
];

const USER = `insert into users (id, email, name, password_hash, roles, created_at)
  values ('ada', 'ada@example.com', 'Ada', 'hash', '["user"]', 1)`;
const SESSION = `insert into sessions (id, user_id, browser_id, auth_methods, remember_me, created_at, authenticated_at,
    generation, rotated_at, late_repeats, min_generation, last_presence_at, idle_timeout, absolute_expires_at, device)
  values ('session', 'ada', 'browser', '["pwd"]', false, 1, 1, 0, 1, 0, 0, 1, 9, 9, 'desktop')`;

test.each(OLD_VERSION)(
  "$engine.name: the index that no query uses is dropped, and the rows stay",
  async ({ engine, indexes, migrate }) => {
    const url = await engine.newDatabase();
    await migrate(url);
    const indexNames = async () => (await engine.query(url, indexes)).map(({ name }) => name);
    expect(await indexNames()).toContain("sessions_browser");
    for (const row of [USER, SESSION]) await engine.query(url, row);

    const db = openTestDatabase(url);
    await db.ready();
    expect(await indexNames()).toEqual(expect.arrayContaining(["sessions_user", "sessions_ended"]));
    expect(await indexNames()).not.toContain("sessions_browser");
    expect(await db.findSession("session")).toMatchObject({
      session: { id: "session", browserId: "browser" },
      user: { id: "ada" },
    });
  },
);

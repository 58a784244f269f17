/** Brings a PostgreSQL database up to date and makes sure that it is what the rules rely on. */
import path from "node:path";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { MIGRATIONS } from "./locks";

/** All in milliseconds. */
export const SETUP_TIMEOUTS = {
  /** For everything before a migration: connecting, looking, waiting for whoever migrates now. */
  prepare: 5000,
  /** For the migration itself, whose locks are waited for no longer than the rest. */
  migrate: 10 * 60_000,
  /** For hanging up. */
  goodbye: 1000,
};

const migrationsFolder = path.join(process.cwd(), "db/postgres/migrations");

/** The database is there, and is not what the rules rely on. */
export class UnsupportedDatabase extends Error {
  override name = "UnfitDatabase";
}

/**
 * Applies the migrations that are missing. Several processes that start at once take turns: the first does it.
 * Who is not allowed to change the schema may still start once somebody else has.
 *
 * @throws UnfitDatabase when it keeps other settings than it needs; the driver's errors when it cannot be reached, or
 *   not in time
 */
export async function prepareDatabase(connectionString: string, limits = SETUP_TIMEOUTS): Promise<void> {
  const client = new pg.Client({
    connectionString,
    lock_timeout: limits.prepare,
    keepAlive: true,
    application_name: "latchkey migrations",
  });
  client.on("error", () => {}); // whoever asks next hears of it
  try {
    const isMissing = await within(limits.prepare, client, async () => {
      await client.connect();
      await check(client);
      if (await isUpToDate(client)) return false;
      await client.query("select pg_advisory_lock($1)", [MIGRATIONS]); // given back when the connection ends
      return !(await isUpToDate(client));
    });
    if (isMissing) await within(limits.migrate, client, () => migrate(drizzle(client), { migrationsFolder }));
  } finally {
    await within(limits.goodbye, client, () => client.end());
  }
}

/** Cuts the connection when `work` takes longer than `limit`: then it fails, however silent the server is. */
async function within<T>(limit: number, client: pg.Client, work: () => Promise<T>): Promise<T> {
  const late = setTimeout(() => client.connection.stream.destroy(new Error("no answer in time")), limit);
  try {
    return await work();
  } finally {
    clearTimeout(late);
  }
}

async function isUpToDate(client: pg.Client): Promise<boolean> {
  const newest = readMigrationFiles({ migrationsFolder }).at(-1)?.folderMillis ?? 0;
  const table = await client.query("select to_regclass('drizzle.__drizzle_migrations') as name");
  if (table.rows[0].name === null) return false;
  const applied = await client.query("select max(created_at) as newest from drizzle.__drizzle_migrations");
  return Number(applied.rows[0].newest) >= newest;
}

/** Off, a crash of the server could bring back a session that was acknowledged as ended. */
async function check(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    `select current_setting('synchronous_commit') as commit, current_setting('server_encoding') as encoding,
      current_setting('server_version_num')::int as version, current_setting('server_version') as name`,
  );
  const [{ commit, encoding, version, name }] = rows;
  if (commit === "off") throw new UnsupportedDatabase("PostgreSQL must not have synchronous_commit off");
  if (encoding !== "UTF8")
    throw new UnsupportedDatabase(`The database must be encoded as UTF8, not ${encoding}`);
  if (version < 140_000)
    throw new UnsupportedDatabase(`PostgreSQL ${name} is too old; 14 is the oldest that will do`);
}

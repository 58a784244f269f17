/** Migrates a PostgreSQL database and checks that it has the settings the rules rely on. */
import path from "node:path";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { searchKeys } from "@/db/queries/search-keys";
import { PRODUCT_SLUG } from "@/lib/session/product";
import { MIGRATIONS } from "./locks";
import { SETUP_TIMEOUTS } from "./timeouts";

const migrationsFolder = path.join(process.cwd(), "db/postgres/migrations");

/** Users at once, so that no statement takes long. */
const BATCH_SIZE = 1000;

/** The message of the error with which a server that stopped answering is given up. */
export const SERVER_SILENT = "no answer in time";

/** The database answers, but lacks a setting that the rules rely on. */
export class UnsupportedDatabase extends Error {
  override name = "UnsupportedDatabase";
}

/**
 * Applies the missing migrations and computes what they could not. Processes that start at the same time take turns, and
 * the first one migrates. A database user who may not change the schema can start on one that is up to date.
 *
 * @throws UnsupportedDatabase when the database lacks a setting; the driver's error when it cannot be reached in time
 */
export async function prepareDatabase(connectionString: string, limits = SETUP_TIMEOUTS): Promise<void> {
  const client = new pg.Client({
    connectionString,
    lock_timeout: limits.prepare,
    keepAlive: true,
    application_name: `${PRODUCT_SLUG} migrations`,
  });
  client.on("error", () => {}); // the next query fails with it
  try {
    const isMissing = await within(limits.prepare, client, async () => {
      await client.connect();
      await check(client);
      if (await isUpToDate(client)) return false;
      await client.query("select pg_advisory_lock($1)", [MIGRATIONS]); // released when the connection ends
      return !(await isUpToDate(client));
    });
    if (isMissing) {
      await within(limits.migrate, client, async () => {
        await migrate(drizzle(client), { migrationsFolder });
        await fillSearchKeys(client);
      });
    }
  } finally {
    await within(limits.goodbye, client, () => client.end());
  }
}

/** Destroys the connection when `work` takes longer than `limit` ms, so that it fails even if the server is silent. */
async function within<T>(limit: number, client: pg.Client, work: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => client.connection.stream.destroy(new Error(SERVER_SILENT)), limit);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}

async function isUpToDate(client: pg.Client): Promise<boolean> {
  const newest = readMigrationFiles({ migrationsFolder }).at(-1)?.folderMillis ?? 0;
  const table = await client.query("select to_regclass('drizzle.__drizzle_migrations') as name");
  if (table.rows[0].name === null) return false;
  const applied = await client.query("select max(created_at) as newest from drizzle.__drizzle_migrations");
  return Number(applied.rows[0].newest) >= newest && (await findUsersWithoutKeys(client, 1)).length === 0;
}

/** Rows that an older version wrote have no search keys yet. SQL alone cannot compute them. */
async function fillSearchKeys(client: pg.Client): Promise<void> {
  for (;;) {
    const users = await findUsersWithoutKeys(client, BATCH_SIZE);
    if (users.length === 0) return;
    const keys = users.map(searchKeys);
    await client.query(
      `update users set name_key = new.name_key, email_key = new.email_key
        from unnest($1::text[], $2::text[], $3::text[]) as new (id, name_key, email_key) where users.id = new.id`,
      [users.map(({ id }) => id), keys.map(({ nameKey }) => nameKey), keys.map(({ emailKey }) => emailKey)],
    );
  }
}

async function findUsersWithoutKeys(client: pg.Client, limit: number) {
  const { rows } = await client.query<{ id: string; name: string; email: string }>(
    "select id, name, email from users where name_key is null order by id limit $1",
    [limit],
  );
  return rows;
}

/** With synchronous_commit off, a crash of the server could undo the acknowledged end of a session. */
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
    throw new UnsupportedDatabase(`PostgreSQL ${name} is too old; 14 is the oldest that is supported`);
}

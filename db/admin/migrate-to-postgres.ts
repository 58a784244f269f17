/**
 * Moves an installation from SQLite to PostgreSQL: every row unchanged, keys and tokens included, so no user is signed
 * out.
 */
import { createHash } from "node:crypto";
import { count, getTableColumns, getTableName, gt, sql } from "drizzle-orm";
import { drizzle, type NodePgDatabase } from "drizzle-orm/node-postgres";
import type { PgTable } from "drizzle-orm/pg-core";
import type { SQLiteTable } from "drizzle-orm/sqlite-core";
import pg from "pg";
import { stripNulBytes } from "@/db/postgres/connection";
import { prepareDatabase } from "@/db/postgres/migrate";
import * as target from "@/db/postgres/schema";
import { type Client, openAlone } from "@/db/sqlite/connection";
import * as source from "@/db/sqlite/schema";
import { PRODUCT_SLUG } from "@/lib/session/product";

/** How many rows of a table were moved, and a checksum that does not depend on their order. */
export interface MigratedTable {
  name: string;
  rows: number;
  /** SHA-256 of each row, all of them XORed; hexadecimal. */
  checksum: string;
}

/** Nothing was moved. The operator can remove the cause. */
export class MigrationError extends Error {
  override name = "MigrationError";
}

type Row = Record<string, unknown>;

/** Tables that others refer to come first. A test checks that no table is missing. */
export const TABLES = [
  { from: source.users, to: target.users },
  { from: source.sessions, to: target.sessions },
  { from: source.refreshTokens, to: target.refreshTokens },
  { from: source.auditEvents, to: target.auditEvents },
  { from: source.signingKeys, to: target.signingKeys },
  { from: source.draftKeys, to: target.draftKeys },
  { from: source.idempotencyKeys, to: target.idempotencyKeys },
  { from: source.notes, to: target.notes },
  { from: source.rateLimits, to: target.rateLimits },
  { from: source.attempts, to: target.attempts },
  { from: source.challenges, to: target.challenges },
  { from: source.tickets, to: target.tickets },
  { from: source.outbox, to: target.outbox },
  { from: source.authenticators, to: target.authenticators },
  { from: source.recoveryCodes, to: target.recoveryCodes },
  { from: source.organizations, to: target.organizations },
  { from: source.memberships, to: target.memberships },
  { from: source.workspaces, to: target.workspaces },
  { from: source.workspaceMemberships, to: target.workspaceMemberships },
  { from: source.invitations, to: target.invitations },
  { from: source.apiKeys, to: target.apiKeys },
  { from: source.identities, to: target.identities },
  { from: source.providerSignIns, to: target.providerSignIns },
  { from: source.usedIds, to: target.usedIds },
] as const satisfies { from: SQLiteTable; to: PgTable }[];

/** Rows per statement: PostgreSQL takes 65 535 values in one statement. */
const BATCH_SIZE = 500;

/**
 * Copies everything into an empty database, in one transaction. No other process can open the file until then.
 *
 * @param file the SQLite database
 * @param url of the PostgreSQL database; its schema is made if need be
 * @throws MigrationError when the file is missing or in use, when the target holds something already, or when what has
 *   arrived is not what was sent
 */
export async function migrateToPostgres(file: string, url: string): Promise<MigratedTable[]> {
  const from = openSource(file);
  try {
    await prepareDatabase(url);
    const client = new pg.Client({ connectionString: url, application_name: `${PRODUCT_SLUG} move` });
    await client.connect();
    try {
      return await drizzle(client).transaction(async (to) => {
        const all = sql.join(
          TABLES.map((table) => sql`${table.to}`),
          sql`, `,
        );
        await to.execute(sql`lock table ${all} in access exclusive mode`);
        for (const table of TABLES) await expectEmpty(to, table.to);
        const moved: MigratedTable[] = [];
        for (const table of TABLES) moved.push(await move(from, table.from, to, table.to));
        await to.execute(
          sql`select setval(pg_get_serial_sequence('audit_events', 'id'), coalesce(max(id), 0) + 1, false)
            from ${target.auditEvents}`,
        );
        return moved;
      });
    } finally {
      await client.end();
    }
  } finally {
    from.$client.close();
  }
}

function openSource(file: string): Client {
  try {
    return openAlone(file);
  } catch (error) {
    const busy = (error as { code?: string }).code?.startsWith("SQLITE_BUSY");
    throw busy ? new MigrationError(`${file} is in use: stop the app first, all of its processes.`) : error;
  }
}

async function expectEmpty(to: NodePgDatabase, table: PgTable): Promise<void> {
  if ((await rowsIn(to, table)) > 0) {
    throw new MigrationError(
      `The table ${getTableName(table)} of the target is not empty; nothing was moved.`,
    );
  }
}

async function rowsIn(to: NodePgDatabase, table: PgTable): Promise<number> {
  const [found] = await to.select({ rows: count() }).from(table);
  return found?.rows ?? 0;
}

async function move(
  from: Client,
  table: SQLiteTable,
  to: NodePgDatabase,
  twin: PgTable,
): Promise<MigratedTable> {
  const sent = createSum();
  const arrived = createSum();
  for (const batch of batches(from, table)) {
    for (const row of batch) sent.add(row);
    for (const row of await to.insert(twin).values(batch).returning()) arrived.add(row);
  }
  const name = getTableName(table);
  const same = sent.digest() === arrived.digest() && (await rowsIn(to, twin)) === sent.rows;
  if (!same) throw new MigrationError(`What has arrived in ${name} is not what was sent; nothing was moved.`);
  return { name, rows: sent.rows, checksum: sent.digest() };
}

/** All rows of a table, as PostgreSQL can keep them. */
function* batches(from: Client, table: SQLiteTable): Generator<Row[]> {
  const rowid = sql<number>`rowid`;
  for (let after = -1; ; ) {
    const found = from
      .select({ rowid, row: getTableColumns(table) })
      .from(table)
      .where(gt(rowid, after))
      .orderBy(rowid)
      .limit(BATCH_SIZE)
      .all();
    const last = found.at(-1);
    if (!last) return;
    yield found.map(({ row }) => stripNulBytes(row));
    after = last.rowid;
  }
}

function createSum() {
  const sum = Buffer.alloc(32);
  let rows = 0;
  return {
    add(row: Row): void {
      const digest = createHash("sha256").update(canonical(row)).digest();
      for (const [at, byte] of digest.entries()) sum[at] = (sum[at] ?? 0) ^ byte;
      rows += 1;
    },
    get rows() {
      return rows;
    },
    digest: () => sum.toString("hex"),
  };
}

/** PostgreSQL keeps the members of a JSON object in an order of its own. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    inner && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

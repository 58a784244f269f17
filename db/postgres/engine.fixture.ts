/** An engine on a database of its own with one user, and the queries and connections that the tests of the engine share. */
import { sql } from "drizzle-orm";
import pg from "pg";
import { expect, onTestFinished, vi } from "vitest";
import type { Database } from "@/db/database";
import { type Engine, now, one, type Query, write } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import { loadAccount } from "@/db/queries/locked-reads";
import { openNew, postgres } from "@/db/testing/engines";
import { type TcpProxy, tcpProxy } from "@/db/testing/tcp-proxy";
import { makeUser } from "@/lib/session/testing/test-records";
import { createPostgresEngine, type PostgresOptions } from "./engine";

export interface OpenedEngine {
  db: Database;
  /** The address of the database itself, also when the engine uses a proxy. */
  url: string;
  engine: Engine;
}

/** Makes a new database that holds one user, Ada. @returns it with an engine that is ready */
export async function openWithUser(options: Partial<PostgresOptions> = {}): Promise<OpenedEngine> {
  const { db, url } = await databaseWithUser();
  return { db, url, engine: await readyEngine(url, options) };
}

/** As {@link openWithUser}, with a proxy between the engine and its database. */
export async function openThroughProxy(
  options: Partial<PostgresOptions> = {},
): Promise<OpenedEngine & { network: TcpProxy }> {
  const { db, url } = await databaseWithUser();
  const network = await tcpProxy(url);
  return { db, url, network, engine: await readyEngine(network.url, options) };
}

async function databaseWithUser(): Promise<{ db: Database; url: string }> {
  const { db, url } = await openNew(postgres);
  await db.changeAccount({ id: "ada" }, () => ({
    outcome: null,
    changes: [{ kind: "insert-user", user: makeUser() }],
    events: [],
  }));
  return { db, url };
}

async function readyEngine(url: string, options: Partial<PostgresOptions>): Promise<Engine> {
  const engine = createPostgresEngine(url, { poolSize: 4, ...options });
  onTestFinished(() => engine.close());
  await engine.ready();
  return engine;
}

/** Opens another client's connection, which is closed with the test. */
export async function connectClient(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  onTestFinished(() => client.end().catch(() => undefined));
  return client;
}

export const setName = statement(({ db, param, users }) => db.update(users).set({ name: param("name") }));
export const selectName = statement(({ db, users }) => db.select({ name: users.name }).from(users));

/** Locks Ada's account and gives her a new name; `onRun` is called each time the decision runs. @returns the name */
export function* rename(name: string, onRun: () => void = () => {}): Query<string> {
  yield* loadAccount({ id: "ada" });
  yield* now();
  onRun();
  yield* write(setName, { name });
  return name;
}

export const readName = async (engine: Engine) => (await engine.run(one(selectName)))?.name;

/** SQL that ends the connection on which it runs. */
export const terminateConnection = statement(({ db, users }) =>
  db.select({ done: sql`pg_terminate_backend(pg_backend_pid())` }).from(users),
);

/** Waits until one connection to the database waits for a lock. */
export async function waitForLockWait(url: string): Promise<void> {
  await vi.waitFor(async () => expect(await postgres.query(url, LOCK_WAITS)).toHaveLength(1), {
    timeout: 3000,
  });
}

/** SQL for the connections to the database that wait for a lock. */
export const LOCK_WAITS =
  "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

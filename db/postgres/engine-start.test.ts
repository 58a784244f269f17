import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { Engine } from "@/db/engine/engine";
import { DatabaseUnavailable } from "@/db/engine/errors";
import { openNew, openTestDatabase, postgres } from "@/db/testing/engines";
import { auditEvent } from "@/db/testing/events";
import { tcpProxy } from "@/db/testing/tcp-proxy";
import { createPostgresEngine } from "./engine";
import { connectClient, LOCK_WAITS } from "./engine.fixture";
import { MIGRATIONS } from "./locks";

describe("the first connection", () => {
  const shortLimits = { prepare: 1500, migrate: 1500, goodbye: 100 };

  /** @returns an engine that is not ready yet, and the address of its database */
  async function newEngine(through: (url: string) => Promise<string>) {
    const { url } = await openNew(postgres);
    const engine = createPostgresEngine(await through(url), { poolSize: 1, limits: shortLimits });
    onTestFinished(() => engine.close());
    return { url, engine };
  }

  /** The limits are short: on a busy machine a start may exceed them, and then the next use tries again. */
  const becomesReady = (engine: Engine) => vi.waitFor(() => engine.ready(), { timeout: 10_000 });

  test.each([
    ["the engine connects", "latchkey migrations"],
    ["the engine asks for its settings", "synchronous_commit"],
    ["the engine asks for its schema", "max(created_at)"],
  ])("fails in time when the server stops answering while %s", async (_, text) => {
    const { engine } = await newEngine(async (url) => {
      const network = await tcpProxy(url);
      network.freezeAt(text);
      return network.url;
    });
    await expect(engine.ready()).rejects.toThrow(DatabaseUnavailable);
    await becomesReady(engine); // the next connection is not frozen
  });

  test("succeeds when the server does not answer the request to close the connection", async () => {
    const { engine } = await newEngine(async (url) => {
      const network = await tcpProxy(url);
      network.freezeAt("X\0\0\0\u0004"); // PostgreSQL's protocol 55.7, Terminate
      return network.url;
    });
    await engine.ready();
  });

  test("waits for another process that migrates, up to a limit, and then leaves no query behind", async () => {
    const { url, engine } = await newEngine((url) => Promise.resolve(url));
    await postgres.query(url, "drop schema public, drizzle cascade; create schema public");
    const other = await connectClient(url);
    await other.query("select pg_advisory_lock($1)", [MIGRATIONS]);
    await expect(engine.ready()).rejects.toThrow(DatabaseUnavailable);
    await expect.poll(() => postgres.query(url, LOCK_WAITS)).toEqual([]);
    await other.end();
    await becomesReady(engine);
  });

  test("fails in time when the server stops answering in the middle of a migration", async () => {
    const { url, engine } = await newEngine(async (url) => {
      const network = await tcpProxy(url);
      network.freezeAt("CREATE TABLE");
      return network.url;
    });
    await postgres.query(url, "drop schema public, drizzle cascade; create schema public");
    await expect(engine.ready()).rejects.toThrow(DatabaseUnavailable);
  });
});

describe("several processes that start on an empty database", () => {
  test("migrate it once", async () => {
    const { url } = await openNew(postgres);
    await postgres.query(url, "drop schema public cascade");
    await postgres.query(url, "create schema public");
    await postgres.query(url, "drop schema drizzle cascade");
    const nodes = Array.from({ length: 6 }, () => openTestDatabase(url));
    await Promise.all(nodes.map((node) => node.ready()));
    expect(await nodes[0]?.searchUsers("", 1, 1)).toEqual({ users: [], total: 0 });
  });

  test("a database that may lose committed transactions is refused", async () => {
    const { url } = await openNew(postgres);
    const name = new URL(url).pathname.slice(1);
    await postgres.query(url, `alter database ${name} set synchronous_commit = off`);
    await expect(openTestDatabase(url).ready()).rejects.toThrow("synchronous_commit");
  });

  test("a user who may not change the schema can start on one that is up to date", async () => {
    const { url } = await openNew(postgres);
    const role = `latchkey_role_${new URL(url).pathname.slice(-8)}`;
    await postgres.query(url, `create role ${role} login password 'x'`);
    onTestFinished(async () => {
      await postgres.query(url, `drop owned by ${role}; drop role ${role}`);
    });
    await postgres.query(
      url,
      `grant usage on schema public, drizzle to ${role};
       grant select on drizzle.__drizzle_migrations to ${role};
       grant select, insert, update, delete on all tables in schema public to ${role}`,
    );
    const own = new URL(url);
    own.username = role;
    own.password = "x";
    const db = openTestDatabase(own.href);
    await db.ready();
    await db.recordEvent(auditEvent("signed_in"));
    expect(await db.listEvents("ada", { own: 1, attempts: 1 })).toHaveLength(1);
  });
});

/**
 * One PostgreSQL server for a whole test run. This process starts it when the first worker asks for it through a
 * socket.
 */
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { prepareDatabase } from "@/db/postgres/migrate";
import { startPostgres } from "./postgres-server";

declare module "vitest" {
  interface ProvidedContext {
    /** The URL at which a worker asks for the server. */
    postgres: string;
  }
}

/** The answer to a worker. */
export interface TestServer {
  url: string;
  /** The template that new databases are copied from. */
  template: string;
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const endings: (() => Promise<void>)[] = [];
  let opened: Promise<TestServer> | null = null;

  /** `TEST_POSTGRES_URL` names a server to use instead of starting one; databases are created in it. */
  async function open(): Promise<TestServer> {
    const url = process.env.TEST_POSTGRES_URL ?? (await ownServer());
    const template = `latchkey_template_${randomBytes(8).toString("hex")}`;
    await query(url, `create database ${template}`);
    endings.unshift(() => query(url, `drop database ${template}`));
    const address = new URL(url);
    address.pathname = template;
    await prepareDatabase(address.href);
    return { url, template };
  }

  async function ownServer(): Promise<string> {
    const server = await startPostgres();
    endings.push(() => server.remove());
    return server.url;
  }

  const door = createServer((_, answer) => {
    opened ??= open();
    opened.then(
      (server) => answer.end(JSON.stringify(server)),
      (error) => answer.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  const address = door.address();
  project.provide("postgres", `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`);

  return async () => {
    door.close();
    await opened?.catch(() => undefined);
    for (const end of endings) await end();
  };
}

async function query(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

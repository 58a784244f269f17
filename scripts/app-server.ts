import type { ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import { findServerPort } from "./ports";
import { exitCodeOf, isRunning, stop } from "./processes";
import { becomesHealthy, serve } from "./serve";

/** How many characters of a failed server's output are shown in the error. */
const SHOWN_OUTPUT = 4000;

/** The built app as a process that can be ended and started again: same port, same settings. */
export interface AppServer {
  url: string;
  port: number;
  /** The process id of the current or last process. */
  readonly pid: number;
  /** @throws when it does not become healthy; the error contains the process's output */
  start(): Promise<void>;
  /**
   * Ends the process: by SIGTERM after it has finished its requests, by SIGKILL in the middle of them.
   *
   * @returns its exit code, null when the signal ended it
   */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Resolves when the current process has ended, for any reason. */
  untilEnded(): Promise<void>;
}

/**
 * Reserves a port for the app. It does not start it.
 *
 * @param settings its environment, read at each start
 * @param options `logFile`: where its output is appended; `entry`: the server of a build in another folder
 */
export async function prepareApp(
  settings: NodeJS.ProcessEnv,
  { logFile, entry }: { logFile: string; entry?: string | undefined },
): Promise<AppServer> {
  const port = await findServerPort();
  let child: ChildProcess | null = null;

  return {
    url: `http://localhost:${port}`,
    port,
    get pid() {
      return child?.pid ?? 0;
    },
    async start() {
      const log = openSync(logFile, "a");
      const written = statSync(logFile).size;
      child = serve(port, settings, { stdio: ["ignore", log, log], entry });
      closeSync(log);
      if (await becomesHealthy(child, port)) return;
      const how = isRunning(child) ? "not healthy in time" : await exitCodeOf(child);
      await stop(child);
      const output = readFileSync(logFile).subarray(written).toString().slice(0, SHOWN_OUTPUT);
      throw new Error(`The server did not start (${how}):\n${output || "It printed nothing."}`);
    },
    async stop(signal) {
      if (child) await stop(child, signal);
      return child?.exitCode ?? null;
    },
    async untilEnded() {
      if (child) await exitCodeOf(child);
    },
  };
}

import type { ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync, statSync } from "node:fs";
import { findServerPort } from "./ports";
import { exitCodeOf, isRunning, stop } from "./processes";
import { becomesHealthy, serve } from "./serve";

/** Characters of a failed server's output that go into the error. */
const SHOWN_OUTPUT = 4000;

/** The built app as a process that can be ended and started again: same port, same settings. */
export interface AppServer {
  url: string;
  port: number;
  /** Of the process as it runs now, or ran last. */
  readonly pid: number;
  /** @throws with the process's output, when it does not become healthy */
  start(): Promise<void>;
  /**
   * Ends it: by SIGTERM when its requests are finished, by SIGKILL in the middle of them.
   * @returns its exit code, null when the signal itself has ended it
   */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Resolves when the process as it runs now has ended, for whatever reason. */
  untilEnded(): Promise<void>;
}

/**
 * Gives the app a port of its own; it is not started yet.
 *
 * @param settings its environment, as it is when it starts
 * @param options `logFile`: where its output is appended; `entry`: the server of a build laid out elsewhere
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

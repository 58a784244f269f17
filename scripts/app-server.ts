import type { ChildProcess, StdioOptions } from "node:child_process";
import { findFreePort } from "./ports";
import { exitCodeOf, stop } from "./processes";
import { becomesHealthy, serve } from "./serve";

/** The built app as a process that can be ended and started again: same port, same settings. */
export interface AppServer {
  url: string;
  port: number;
  /** Of the process as it runs now, or ran last. */
  readonly pid: number;
  /** @throws when it does not get well */
  start(): Promise<void>;
  /**
   * Ends it: by SIGTERM when what is in flight is done, by SIGKILL in the middle of it.
   * @returns its exit code, null when the signal itself has ended it
   */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
  /** Resolves when the process as it runs now has ended, whoever has ended it. */
  untilEnded(): Promise<void>;
}

/**
 * Gives the app a port of its own; it is not started yet.
 *
 * @param settings its environment, as it is when it starts
 */
export async function prepareApp(
  settings: NodeJS.ProcessEnv,
  options: { stdio?: StdioOptions; entry?: string | undefined } = {},
): Promise<AppServer> {
  const port = await findFreePort();
  if (port === null) throw new Error("There is no free port.");
  let child: ChildProcess | null = null;

  return {
    url: `http://localhost:${port}`,
    port,
    get pid() {
      return child?.pid ?? 0;
    },
    async start() {
      child = serve(port, settings, options);
      if (await becomesHealthy(child, port)) return;
      await stop(child);
      throw new Error(`The server did not start (${await exitCodeOf(child)}):`);
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

/** Starts a real PostgreSQL server, from an npm package, for a test. */
import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Command, Reply } from "./postgres-process";

export interface PostgresServer {
  /** Of the database that always exists. */
  url: string;
  /** Stops it as in an outage, or with SIGKILL as in a crash; `start` starts it again with the same port and data. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  start(): Promise<void>;
  /** Stops it for good, and deletes its data unless the caller named the folder. */
  remove(): Promise<void>;
}

/**
 * Starts a server of its own, on a free port. A separate process runs it and ends with this one, even if this one
 * crashes.
 *
 * @param folder where its data are stored on disk; without it they are deleted with the server
 */
export async function startPostgres(folder?: string): Promise<PostgresServer> {
  const keeper = fork(path.join(import.meta.dirname, "postgres-process.ts"), folder ? [folder] : [], {
    execArgv: ["--import=tsx"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const ended = once(keeper, "exit");

  async function ask(command: Command): Promise<Reply> {
    keeper.send(command);
    const [reply] = (await Promise.race([once(keeper, "message"), ended])) as [Reply | number | null];
    if (typeof reply !== "object" || reply === null) throw new Error("PostgreSQL's keeper has ended");
    if ("error" in reply) throw new Error(reply.error);
    return reply;
  }

  const begun = await ask({ run: "start" });
  return {
    url: "url" in begun ? begun.url : "",
    async start() {
      await ask({ run: "start" });
    },
    async stop(signal = "SIGINT") {
      await ask({ run: "stop", signal });
    },
    async remove() {
      if (keeper.connected) keeper.disconnect();
      await ended;
    },
  };
}

/** A real PostgreSQL server from npm, for as long as somebody needs it. */
import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Command, Reply } from "./postgres-process";

export interface PostgresServer {
  /** Ends in the name of the database that is always there. */
  url: string;
  /** Stops it, as an outage would; `start` brings it back on the same port, with all it holds. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops it for good, and deletes all it held. */
  remove(): Promise<void>;
}

/**
 * Starts a server of its own, on a port nobody uses. Another process looks after it, which ends with ours, however that
 * ends: what comes with the server has ideas of its own about the exit code of the process it is used in.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const keeper = fork(path.join(import.meta.dirname, "postgres-process.ts"), {
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

  const begun = await ask("start");
  return {
    url: "url" in begun ? begun.url : "",
    async start() {
      await ask("start");
    },
    async stop() {
      await ask("stop");
    },
    async remove() {
      if (keeper.connected) keeper.disconnect();
      await ended;
    },
  };
}

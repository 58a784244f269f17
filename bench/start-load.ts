import { once } from "node:events";
import { exitCodeOf, start } from "@/scripts/processes";
import type { Figures, Job } from "./load";

/** Sends the load of a job, until its time is up. */
export type Measure = (job: Job) => Promise<Figures>;

/** Starts the process that sends the load. */
export function startLoad(): { measure: Measure; stop(): void } {
  // With the Node flags of this process, so that it can run TypeScript.
  const child = start(process.execPath, [...process.execArgv, "bench/load.ts"], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = exitCodeOf(child).then(() => {
    throw new Error("The load failed. Its last lines above say why.");
  });
  return {
    async measure(job) {
      const waiting = new AbortController();
      child.send(job);
      const answer = once(child, "message", { signal: waiting.signal });
      try {
        const [figures] = await Promise.race([answer, ended]);
        return figures;
      } finally {
        waiting.abort();
      }
    },
    stop: () => child.connected && child.disconnect(),
  };
}

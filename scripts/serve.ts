import type { ChildProcess, StdioOptions } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { tools } from "./bin-paths";
import { isRunning, start } from "./processes";

/**
 * Starts the built app. Node runs Next directly: a signal to an npm in between would leave the server behind.
 * @param entry the server of a build laid out elsewhere, instead of the one here
 */
export function serve(
  port: number,
  env: NodeJS.ProcessEnv,
  { stdio, entry }: { stdio?: StdioOptions; entry?: string | undefined } = {},
): ChildProcess {
  return start(process.execPath, entry ? [entry] : [tools.next, "start", "--port", String(port)], {
    env: { ...env, PORT: String(port) },
    ...(stdio && { stdio }),
  });
}

/**
 * Waits until the server says it is well.
 * @returns false when it ended instead, or did not get well in time
 */
export async function becomesHealthy(
  server: ChildProcess,
  port: number,
  timeoutMs = 60_000,
  path = "/api/health",
): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (isRunning(server) && performance.now() < deadline) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      signal: AbortSignal.timeout(5000),
    }).catch(() => null);
    if (answer?.ok) return true;
    await delay(100);
  }
  return false;
}

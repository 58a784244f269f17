import type { ChildProcess, StdioOptions } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { tools } from "./bin-paths";
import { isRunning, start } from "./processes";

const LOOPBACK = "127.0.0.1";

/**
 * Starts the built app. Node runs Next directly, because a signal to npm would end npm and leave the server running. It
 * listens on `HOST`, by default on this machine only.
 *
 * @param entry the server of a build in another folder, instead of the one here
 */
export function serve(
  port: number,
  env: NodeJS.ProcessEnv,
  { stdio, entry }: { stdio?: StdioOptions; entry?: string | undefined } = {},
): ChildProcess {
  const host = env.HOST || LOOPBACK;
  const next = [tools.next, "start", "--port", String(port), "--hostname", host];
  return start(process.execPath, entry ? [entry] : next, {
    env: { ...env, PORT: String(port), HOSTNAME: host },
    ...(stdio && { stdio }),
  });
}

/**
 * Waits until the server reports that it is healthy.
 *
 * @returns false when it ended instead, or did not become healthy in time
 */
export async function becomesHealthy(
  server: ChildProcess,
  port: number,
  timeoutMs = 60_000,
  path = "/api/health",
): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (isRunning(server) && performance.now() < deadline) {
    const answer = await fetch(`http://${LOOPBACK}:${port}${path}`, {
      signal: AbortSignal.timeout(5000),
    }).catch(() => null);
    if (answer?.ok) return true;
    await delay(100);
  }
  return false;
}

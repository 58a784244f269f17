/**
 * Start-up: everything that must be in place before the first request is answered.
 */
import { setTimeout as wait } from "node:timers/promises";
import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { startDemo } from "@/lib/server/demo/start-demo"; // demo:line
import { ConfigurationError, isUnavailable } from "@/lib/server/errors";
import { dummyHash } from "@/lib/server/factors/password-hash";
import { geoipReader } from "@/lib/server/geoip";
import { startOutbox } from "@/lib/server/mail/outbox";
import { startMetrics } from "@/lib/server/observability/metrics";
import { countStreams } from "@/lib/server/sessions/session-events";
import { startSweeping } from "@/lib/server/sweeper";
import { keyRing } from "@/lib/server/tokens/signing-keys";
import { drainOnStop } from "./drain";
import { escapeProcessOutput } from "./output";
import { installRequestHook } from "./request-hook";

/**
 * How long a starting server retries its database. One try takes five seconds at most, unless this server migrates, so
 * after thirty seconds it has given up or is starting.
 */
const DATABASE_TIMEOUT_MS = 25_000;
const RETRY_PAUSE_MS = 500;

/**
 * Checks the configuration, opens and migrates the database, makes the first signing key, and installs the request hook.
 * A failure ends the process with code 1: throwing would leave it alive, answering 500 to every request.
 */
export async function start(): Promise<void> {
  escapeProcessOutput([process.stdout, process.stderr]);
  try {
    installRequestHook(config());
    geoipReader();
    await waitForDatabase();
    await Promise.all([keyRing(), dummyHash()]);
    await startDemo(); // demo:line
    startSweeping();
    startOutbox();
    drainOnStop();
    if (config().metricsToken !== null) await startMetrics(countStreams);
  } catch (error) {
    const message = error instanceof ConfigurationError ? error.message : String(error);
    console.error(`Latchkey cannot start.\n${message}`);
    process.exit(1);
  }
}

/** Waits for a database that is still starting. One that cannot be used fails at once. */
async function waitForDatabase(): Promise<void> {
  const deadline = performance.now() + DATABASE_TIMEOUT_MS;
  for (;;) {
    try {
      return await database().ready();
    } catch (error) {
      if (!isUnavailable(error) || performance.now() + RETRY_PAUSE_MS > deadline) throw error;
      await wait(RETRY_PAUSE_MS);
    }
  }
}

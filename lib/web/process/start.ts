/**
 * Start-up: everything that must be right before the first request is answered.
 */
import { setTimeout as wait } from "node:timers/promises";
import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { seed } from "@/lib/server/demo";
import { ConfigurationError, isUnavailable } from "@/lib/server/errors";
import { geoipReader } from "@/lib/server/geoip";
import { dummyHash } from "@/lib/server/password-hash";
import { keyRing } from "@/lib/server/signing-keys";
import { startSweeping } from "@/lib/server/sweeper";
import { drainOnStop } from "./drain";
import { installRequestHook } from "./request-hook";

/**
 * How long a starting server goes on asking for its database. An answer takes five seconds at most, unless it is this
 * server that migrates: so it has ended, or is on its way, after thirty. Milliseconds.
 */
const DATABASE_TIMEOUT_MS = 25_000;
const RETRY_PAUSE_MS = 500;

/**
 * Checks the configuration, opens the database, makes what is made once, and installs the request hook.
 * A failure ends the process: throwing would leave it alive, answering 500 to everything.
 */
export async function start(): Promise<void> {
  try {
    installRequestHook(config());
    geoipReader();
    await databaseReady();
    await Promise.all([keyRing(), dummyHash()]);
    if (config().demo) await seed();
    startSweeping();
    drainOnStop();
  } catch (error) {
    const message = error instanceof ConfigurationError ? error.message : String(error);
    console.error(`Latchkey cannot start.\n${message}`);
    process.exit(1);
  }
}

/** A database that is only just starting too is waited for; one that is not fit to be used is not. */
async function databaseReady(): Promise<void> {
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

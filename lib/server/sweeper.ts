import { config } from "./config";
import { database } from "./database";
import { isUnavailable } from "./errors";
import { RESPONSE_RETENTION_MS } from "./idempotency";
import { log } from "./log";

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long what is over can still be looked up: ended devices, activity, spent counters. Milliseconds. */
export const RETENTION_MS = 90 * DAY_MS;
/** How much longer than its last token a signing key is kept: should that have lived longer than they do now. */
const KEYS_KEPT = DAY_MS;
const INTERVAL_MS = 60 * 60 * 1000;

/** Deletes what is past its retention, now and every hour while the process lives. */
export function startSweeping(): void {
  void sweep();
  setInterval(sweep, INTERVAL_MS).unref();
}

/** One sweep. Two at once, or one cut short, do no harm: each deletes only what is long over. */
export async function sweep(): Promise<void> {
  try {
    const db = database();
    const now = await db.now();
    const deleted = {
      ...(await db.sweep(now - RETENTION_MS)),
      answers: await db.sweepAnswers(now - RESPONSE_RETENTION_MS),
      keys: await db.sweepKeys(now - config().accessTokenTtl - KEYS_KEPT),
    };
    log().info({ deleted }, "swept");
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    log().warn({ err: error }, "not swept");
  }
}

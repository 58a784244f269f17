import { deleteDueAccounts } from "@/lib/server/account/account-deletion";
import { config } from "./config";
import { database } from "./database";
import { isUnavailable } from "./errors";
import { RESPONSE_RETENTION_MS } from "./idempotency";
import { log } from "./log";
import { reportError } from "./observability/report-error";

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long ended sessions and audit events stay in the database. */
export const RETENTION_MS = 90 * DAY_MS;
/** How much longer than the lifetime of a token a signing key is kept, in case that lifetime was longer before. */
const KEY_MARGIN_MS = DAY_MS;
/** How long e-mails stay: longer than the app tries to send one. They name who did what from where. */
export const MAIL_RETENTION_MS = 7 * DAY_MS;
/** How long attempts, codes, links and invitations stay after they expired. */
const ATTEMPT_RETENTION_MS = DAY_MS;
/** How long API keys stay after they expired, so that a list tells their users why they are refused. */
export const API_KEY_RETENTION_MS = 30 * DAY_MS;
const INTERVAL_MS = 60 * 60 * 1000;

/** Deletes rows past their retention, and the accounts that are due, now and every hour while the process runs. */
export function startSweeping(): void {
  void sweep();
  setInterval(sweep, INTERVAL_MS).unref();
}

/**
 * Sweeps once. Two at once, or one that is interrupted, do no harm: each deletes only rows past their retention. A step
 * that fails is reported, and the others are done all the same. Never rejects.
 */
export async function sweep(): Promise<void> {
  const deleted = {};
  try {
    const db = database();
    const now = await db.now();
    for (const step of stepsOf(db, now)) {
      await step().then(
        (counts) => Object.assign(deleted, counts),
        (error) => {
          if (isUnavailable(error)) throw error;
          reportError(error, { source: "sweep" });
        },
      );
    }
    log().info({ deleted }, "swept");
  } catch (error) {
    if (isUnavailable(error)) log().warn({ err: error, deleted }, "not swept");
    else reportError(error, { source: "sweep" });
  }
}

/** @returns the steps of a sweep; each answers how many rows it has deleted, by what they are */
function stepsOf(db: ReturnType<typeof database>, now: number): (() => Promise<object>)[] {
  return [
    () => db.sweep(now - RETENTION_MS),
    async () => ({ mail: await db.sweepMail(now - MAIL_RETENTION_MS) }),
    () => db.sweepSignIns(now - ATTEMPT_RETENTION_MS),
    () => db.sweepExpired(now),
    async () => ({ providerSignIns: await db.sweepProviderSignIns(now - ATTEMPT_RETENTION_MS) }),
    async () => ({ invitations: await db.sweepInvitations(now - ATTEMPT_RETENTION_MS) }),
    async () => ({ apiKeys: await db.sweepApiKeys(now - API_KEY_RETENTION_MS) }),
    async () => ({ answers: await db.sweepAnswers(now - RESPONSE_RETENTION_MS) }),
    async () => ({ accounts: await deleteDueAccounts(now) }),
    async () => ({ keys: await db.sweepKeys(now - config().accessTokenTtl - KEY_MARGIN_MS) }),
  ];
}

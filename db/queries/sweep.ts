/** Deletes rows past their retention, and never living sessions. */
import { and, inArray, isNotNull, isNull, lt } from "drizzle-orm";
import { type Engine, write } from "@/db/engine/engine";
import { type Statement, statement } from "@/db/engine/statements";
import { pastLimit } from "./sessions";

/** Rows deleted in one transaction: few enough that other transactions do not wait long. */
const BATCH = 1000;

const ended = statement(({ db, param, sessions }) => {
  const over = and(isNotNull(sessions.endedAt), lt(sessions.endedAt, param("before")));
  const ids = db.select({ id: sessions.id }).from(sessions).where(over).orderBy(sessions.id).limit(BATCH);
  return db.delete(sessions).where(inArray(sessions.id, ids));
});
const expired = statement(({ db, param, sessions }) => {
  const over = and(isNull(sessions.endedAt), pastLimit(sessions, param("before")));
  const ids = db.select({ id: sessions.id }).from(sessions).where(over).orderBy(sessions.id).limit(BATCH);
  return db.delete(sessions).where(inArray(sessions.id, ids));
});
const events = statement(({ db, param, auditEvents }) => {
  const old = lt(auditEvents.at, param("before"));
  const ids = db.select({ id: auditEvents.id }).from(auditEvents).where(old).limit(BATCH);
  return db.delete(auditEvents).where(inArray(auditEvents.id, ids));
});
const limits = statement(({ db, param, rateLimits }) => {
  const spent = lt(rateLimits.expire, param("before"));
  const keys = db.select({ key: rateLimits.key }).from(rateLimits).where(spent).limit(BATCH);
  return db.delete(rateLimits).where(inArray(rateLimits.key, keys));
});
const mail = statement(({ db, param, outbox }) => {
  const old = lt(outbox.createdAt, param("before"));
  const ids = db.select({ id: outbox.id }).from(outbox).where(old).limit(BATCH);
  return db.delete(outbox).where(inArray(outbox.id, ids));
});
const answers = statement(({ db, param, idempotencyKeys }) => {
  const old = lt(idempotencyKeys.createdAt, param("before"));
  const ids = db.select({ id: idempotencyKeys.id }).from(idempotencyKeys).where(old).limit(BATCH);
  return db.delete(idempotencyKeys).where(inArray(idempotencyKeys.id, ids));
});

const attempts = statement(({ db, param, attempts: table }) => {
  const ids = db
    .select({ id: table.id })
    .from(table)
    .where(lt(table.expiresAt, param("before")))
    .limit(BATCH);
  return db.delete(table).where(inArray(table.id, ids));
});
const challenges = statement(({ db, param, challenges: table }) => {
  const ids = db
    .select({ id: table.id })
    .from(table)
    .where(lt(table.expiresAt, param("before")))
    .limit(BATCH);
  return db.delete(table).where(inArray(table.id, ids));
});
const tickets = statement(({ db, param, tickets: table }) => {
  const hashes = db
    .select({ hash: table.hash })
    .from(table)
    .where(lt(table.expiresAt, param("before")))
    .limit(BATCH);
  return db.delete(table).where(inArray(table.hash, hashes));
});

export function createSweep(engine: Engine) {
  async function all(statement: Statement<unknown>, before: number): Promise<number> {
    for (let sum = 0; ; ) {
      const swept = await engine.decide(() => write(statement, { before }));
      sum += swept;
      if (swept < BATCH) return sum;
    }
  }

  return {
    /**
     * Deletes sessions that ended before `before` with their tokens, and older audit events and counters.
     * @returns how many rows of each were deleted
     */
    async sweep(before: number): Promise<{ sessions: number; events: number; limits: number }> {
      return {
        sessions: (await all(ended, before)) + (await all(expired, before)),
        events: await all(events, before),
        limits: await all(limits, before),
      };
    },

    /** Deletes e-mails that were written before an instant, sent or not. @returns how many */
    async sweepMail(before: number): Promise<number> {
      return all(mail, before);
    },

    /**
     * Deletes attempts, codes and links that expired before `before`.
     * @returns how many rows of each were deleted
     */
    async sweepSignIns(before: number): Promise<{ attempts: number; challenges: number; tickets: number }> {
      return {
        challenges: await all(challenges, before),
        attempts: await all(attempts, before),
        tickets: await all(tickets, before),
      };
    },

    /** Deletes answers from before an instant. @returns how many */
    async sweepAnswers(before: number): Promise<number> {
      return all(answers, before);
    },
  };
}

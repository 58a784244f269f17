/** Deletes rows past their retention, and never living sessions. */
import { and, inArray, isNotNull, isNull, lt, type SQL } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import { type Engine, write } from "@/db/engine/engine";
import { type Statement, statement, type Tables } from "@/db/engine/statements";
import { pastLimit } from "./sessions";

/** Rows deleted in one transaction: few enough that other transactions do not wait long. */
const BATCH = 1000;

/**
 * @param key the table's primary key
 * @param isOver which rows may go, with a parameter `before`
 * @returns a statement that deletes a batch of them
 */
function deleteBatch<Table extends SQLiteTable>(
  pick: (tables: Tables) => Table,
  key: (table: Table) => SQLiteColumn,
  isOver: (table: Table, before: SQL) => SQL | undefined,
) {
  return statement(({ db, param, ...tables }) => {
    const table = pick(tables);
    const keys = db
      .select({ key: key(table) })
      .from(table)
      .where(isOver(table, param("before")))
      .orderBy(key(table))
      .limit(BATCH);
    return db.delete(table).where(inArray(key(table), keys));
  });
}

const ended = deleteBatch(
  ({ sessions }) => sessions,
  ({ id }) => id,
  ({ endedAt }, before) => and(isNotNull(endedAt), lt(endedAt, before)),
);
const expired = deleteBatch(
  ({ sessions }) => sessions,
  ({ id }) => id,
  (sessions, before) => and(isNull(sessions.endedAt), pastLimit(sessions, before)),
);
const events = deleteBatch(
  ({ auditEvents }) => auditEvents,
  ({ id }) => id,
  ({ at }, before) => lt(at, before),
);
const limits = deleteBatch(
  ({ rateLimits }) => rateLimits,
  ({ key }) => key,
  ({ expire }, before) => lt(expire, before),
);
const mail = deleteBatch(
  ({ outbox }) => outbox,
  ({ id }) => id,
  ({ createdAt }, before) => lt(createdAt, before),
);
const answers = deleteBatch(
  ({ idempotencyKeys }) => idempotencyKeys,
  ({ id }) => id,
  ({ createdAt }, before) => lt(createdAt, before),
);
const attempts = deleteBatch(
  (tables) => tables.attempts,
  ({ id }) => id,
  ({ expiresAt }, before) => lt(expiresAt, before),
);
const challenges = deleteBatch(
  (tables) => tables.challenges,
  ({ id }) => id,
  ({ expiresAt }, before) => lt(expiresAt, before),
);
const tickets = deleteBatch(
  (tables) => tables.tickets,
  ({ hash }) => hash,
  ({ expiresAt }, before) => lt(expiresAt, before),
);
const invitations = deleteBatch(
  (tables) => tables.invitations,
  ({ id }) => id,
  ({ expiresAt }, before) => lt(expiresAt, before),
);
const usedIds = deleteBatch(
  (tables) => tables.usedIds,
  ({ hash }) => hash,
  ({ expiresAt }, before) => lt(expiresAt, before),
);
/** Those that a session was opened with go with the session. */
const providerSignIns = deleteBatch(
  (tables) => tables.providerSignIns,
  ({ id }) => id,
  ({ sessionId, expiresAt }, before) => and(isNull(sessionId), lt(expiresAt, before)),
);
const apiKeys = deleteBatch(
  (tables) => tables.apiKeys,
  ({ id }) => id,
  ({ expiresAt }, before) => lt(expiresAt, before),
);

/** @returns what deletes rows past their retention, as a method of `Database` */
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
     * Deletes sessions that ended before `before` with their tokens, and older audit events.
     * @returns how many rows of each were deleted
     */
    async sweep(before: number): Promise<{ sessions: number; events: number }> {
      return {
        sessions: (await all(ended, before)) + (await all(expired, before)),
        events: await all(events, before),
      };
    },

    /**
     * Deletes what means nothing any more since an instant: counters whose window is over, and used identifiers whose
     * carriers are refused for their age.
     * @returns how many rows of each were deleted
     */
    async sweepExpired(before: number): Promise<{ limits: number; usedIds: number }> {
      return { limits: await all(limits, before), usedIds: await all(usedIds, before) };
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

    /** Deletes sign-ins at providers that expired before an instant and opened no session. @returns how many */
    async sweepProviderSignIns(before: number): Promise<number> {
      return all(providerSignIns, before);
    },

    /** Deletes invitations that expired before an instant. @returns how many */
    async sweepInvitations(before: number): Promise<number> {
      return all(invitations, before);
    },

    /** Deletes API keys that expired before an instant. @returns how many */
    async sweepApiKeys(before: number): Promise<number> {
      return all(apiKeys, before);
    },

    /** Deletes answers from before an instant. @returns how many */
    async sweepAnswers(before: number): Promise<number> {
      return all(answers, before);
    },
  };
}

/**
 * The outbox: messages that wait to be sent. A server claims a message by moving `nextTryAt` ahead, so that no other one
 * sends it meanwhile. If that server dies, the message is due again when the lease is over.
 */
import { and, asc, desc, eq, getTableColumns, isNull, lte, min, ne, sql } from "drizzle-orm";
import { all, type Engine, one, now as readClock, rows, write } from "@/db/engine/engine";
import { statement, type Tables } from "@/db/engine/statements";
import type { MailRecord } from "@/lib/session/sign-in/sign-in-records";

const LISTED = 100;

/**
 * The columns of a `MailRecord`. The words are in the language of the account that has the address when the message is
 * read: an intruder who causes a message about an account does not choose its language.
 */
function mailColumns({ outbox, users }: Pick<Tables, "outbox" | "users">) {
  const language = sql<string | null>`coalesce(${users.language}, ${outbox.language})`;
  return { ...getTableColumns(outbox), language };
}

const due = statement(({ db, param, outbox, users }) =>
  db
    .select(mailColumns({ outbox, users }))
    .from(outbox)
    .leftJoin(users, eq(users.email, outbox.recipient))
    .where(and(isNull(outbox.sentAt), lte(outbox.nextTryAt, param("now"))))
    .orderBy(asc(outbox.nextTryAt))
    .limit(sql.placeholder("limit")),
);
const earliest = statement(({ db, outbox }) =>
  db
    .select({ at: min(outbox.nextTryAt) })
    .from(outbox)
    .where(isNull(outbox.sentAt)),
);
/** Writes nothing when another server has claimed the message since it was read. */
const claim = statement(({ db, param, outbox }) =>
  db
    .update(outbox)
    .set({ tries: sql`${outbox.tries} + 1`, nextTryAt: param("until") })
    .where(and(eq(outbox.id, param("id")), isNull(outbox.sentAt), eq(outbox.nextTryAt, param("seen")))),
);
const postpone = statement(({ db, param, outbox }) =>
  db
    .update(outbox)
    .set({ nextTryAt: param("until") })
    .where(and(eq(outbox.id, param("id")), isNull(outbox.sentAt))),
);
const giveUp = statement(({ db, param, outbox }) =>
  db
    .update(outbox)
    .set({ nextTryAt: param("until"), sealedSecrets: null })
    .where(and(eq(outbox.id, param("id")), isNull(outbox.sentAt))),
);
const sent = statement(({ db, param, outbox }) =>
  db
    .update(outbox)
    .set({ sentAt: param("at"), sealedSecrets: null })
    .where(eq(outbox.id, param("id"))),
);
const newest = statement(({ db, outbox, users }) =>
  db
    .select(mailColumns({ outbox, users }))
    .from(outbox)
    .leftJoin(users, eq(users.email, outbox.recipient))
    .where(ne(outbox.recipient, ""))
    .orderBy(desc(outbox.createdAt), desc(outbox.id))
    .limit(LISTED),
);
const newestTo = statement(({ db, param, outbox, users }) =>
  db
    .select(mailColumns({ outbox, users }))
    .from(outbox)
    .leftJoin(users, eq(users.email, outbox.recipient))
    .where(and(eq(outbox.recipient, param("recipient")), ne(outbox.recipient, "")))
    .orderBy(desc(outbox.createdAt), desc(outbox.id))
    .limit(LISTED),
);

/** @returns what the outbox worker reads and writes, as methods of `Database` */
export function createOutboxQueries(engine: Engine) {
  return {
    /**
     * Claims messages that are due. Two servers never claim one message at the same time.
     *
     * @param leaseMs how long the messages belong to this server, unless it extends the lease
     * @returns the claimed messages, at most `limit`, the one that has waited longest first
     */
    async claimMail(leaseMs: number, limit: number): Promise<MailRecord[]> {
      const at = await engine.run(one(earliest));
      if (at?.at == null || at.at > (await engine.now())) return [];
      return engine.decide(function* () {
        const now = yield* readClock();
        const found = yield* rows(due, { now, limit });
        const until = now + leaseMs;
        const claimed = yield* all(
          ...found.map(({ id, nextTryAt }) => write(claim, { id, seen: nextTryAt, until })),
        );
        return found
          .filter((_, index) => claimed[index] === 1)
          .map((mail) => ({ ...mail, tries: mail.tries + 1, nextTryAt: until }));
      });
    },

    /** @returns when the next message is due, in milliseconds since the epoch; null when none waits */
    async nextMailAt(): Promise<number | null> {
      return (await engine.run(one(earliest)))?.at ?? null;
    },

    /** Keeps a message for later: because sending it failed, or to extend the lease while it is being sent. */
    async postponeMail(id: string, until: number): Promise<void> {
      await engine.run(write(postpone, { id, until }));
    },

    /** Sends a message never, and deletes its secrets. @param until later than every clock */
    async giveUpMail(id: string, until: number): Promise<void> {
      await engine.run(write(giveUp, { id, until }));
    },

    /** Records that a message was sent, and deletes its secrets. */
    async markMailSent(id: string, at: number): Promise<void> {
      await engine.run(write(sent, { id, at }));
    },

    /**
     * @param recipient in canonical form; null for every recipient
     * @returns the newest messages, newest first, without those that have no recipient
     */
    async listMail(recipient: string | null): Promise<MailRecord[]> {
      return engine.run(recipient === null ? rows(newest) : rows(newestTo, { recipient }));
    },
  };
}

/**
 * Deleting a user. Rows that belong to the user go by their foreign keys: sessions with their tokens, draft keys, the note,
 * attempts, codes, tickets, second factors, identities, and memberships with the invitations and API keys of the member.
 * What names the user otherwise is here. `lib/server/account/account-deletion.test.ts` walks every table for what is left.
 */
import { and, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { all, type Query, write } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import type { Change } from "@/lib/session/decision";
import { isAboutInvitation, isByAnother } from "./audit-conditions";
import { isAttempt, isNoAttempt } from "./sign-in-attempts";
import { holds } from "./text-conditions";

const deleteRow = statement(({ db, param, users }) => db.delete(users).where(eq(users.id, param("id"))));
const deleteMail = statement(({ db, param, outbox }) =>
  db.delete(outbox).where(eq(outbox.recipient, param("email"))),
);
/** Those that were begun with the address and never became the user's own. */
const deleteAttempts = statement(({ db, param, attempts }) =>
  db.delete(attempts).where(eq(attempts.email, param("email"))),
);
const deleteChallenges = statement(({ db, param, challenges }) =>
  db.delete(challenges).where(eq(challenges.email, param("email"))),
);
const deleteInvitations = statement(({ db, param, invitations }) =>
  db.delete(invitations).where(eq(invitations.email, param("email"))),
);
const deleteAnswers = statement(({ db, param, idempotencyKeys }) =>
  db.delete(idempotencyKeys).where(eq(idempotencyKeys.userId, param("id"))),
);
/** The keys of counters hold the user's id, or the hash of the address, at any place. */
const deleteCounters = statement(({ db, param, rateLimits }) =>
  db
    .delete(rateLimits)
    .where(sql`(${holds(rateLimits.key, param("id"))} or ${holds(rateLimits.key, param("addressHash"))})`),
);
/** The sessions of other users in which this one acted as an administrator. They are over, and stay so. */
const forgetActing = statement(({ db, param, sessions }) =>
  db
    .update(sessions)
    .set({
      impersonatorId: param("pseudonym"),
      impersonatorSessionId: param("pseudonym"),
      impersonatorName: null,
    })
    .where(eq(sessions.impersonatorId, param("id"))),
);

/** Where a request came from, and all that an event says in words or names. */
const NOTHING_ELSE = { sessionId: null, actorSessionId: null, ipAddress: null, device: null, details: null };

/** What the user did to others: they keep what was done, but not from where. */
const forgetActor = statement(({ db, param, auditEvents }) =>
  db
    .update(auditEvents)
    .set({ actorUserId: param("pseudonym"), actorSessionId: null, ipAddress: null, device: null })
    .where(and(eq(auditEvents.actorUserId, param("id")), isByAnother(auditEvents))),
);
/** What was done to the user by themselves or by strangers. Attempts have an index of their own. */
const forgetOwnEvents = forgetEventsOf(isNoAttempt);
const forgetAttempts = forgetEventsOf(isAttempt);

function forgetEventsOf(kind: (name: SQLWrapper) => SQL) {
  return statement(({ db, param, auditEvents }) => {
    const { name, userId, actorUserId } = auditEvents;
    // An attempt without a signed-in user has no actor, and gets none.
    const actor = sql`case when ${actorUserId} is null then null else ${param("pseudonym")} end`;
    const isNotByAnother = sql`(${actorUserId} is null or ${actorUserId} = ${userId})`;
    return db
      .update(auditEvents)
      .set({ ...NOTHING_ELSE, userId: param("pseudonym"), actorUserId: actor })
      .where(and(eq(userId, param("id")), kind(name), isNotByAnother));
  });
}
/** What administrators did to the user. The origin of the request is theirs, and stays. */
const forgetEventsByOthers = statement(({ db, param, auditEvents }) =>
  db
    .update(auditEvents)
    .set({ userId: param("pseudonym"), sessionId: null, details: null })
    .where(and(eq(auditEvents.userId, param("id")), isNoAttempt(auditEvents.name))),
);
/** The invitations of others to the user's address. JSON is compared as text, which both databases can. */
const forgetAddress = statement(({ db, param, auditEvents }) =>
  db
    .update(auditEvents)
    .set({ details: null })
    .where(
      and(
        isAboutInvitation(auditEvents.name),
        holds(sql`cast(${auditEvents.details} as text)`, param("quotedEmail")),
      ),
    ),
);

/** Deletes a user and everything that is kept of them, as a part of a decision. */
export function* deleteUser({
  user: { id, email },
  pseudonym,
  addressHash,
}: Extract<Change, { kind: "delete-user" }>): Query<number> {
  const values = { id, email, pseudonym, addressHash, quotedEmail: JSON.stringify(email) };
  const written = yield* all(
    write(forgetActor, values),
    write(forgetOwnEvents, values),
    write(forgetAttempts, values),
    // After the two above: the events that still name the user then are those that others caused.
    write(forgetEventsByOthers, values),
    write(forgetAddress, values),
    write(forgetActing, values),
    write(deleteMail, values),
    write(deleteChallenges, values),
    write(deleteAttempts, values),
    write(deleteInvitations, values),
    write(deleteAnswers, values),
    write(deleteCounters, values),
    write(deleteRow, values),
  );
  return written.at(-1) ?? 0;
}

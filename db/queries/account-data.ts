/** Everything that is stored of one user, for the file that the user downloads. */
import { and, asc, eq, or, type SQL } from "drizzle-orm";
import { all, type Engine, one, rows } from "@/db/engine/engine";
import { type QueryContext, statement } from "@/db/engine/statements";
import type { OrganizationRecord } from "@/lib/session/organizations/organization-records";
import { loadOwnedAlone } from "./account-deletion";
import { loadApiKeysOf } from "./api-keys";
import { allEventsOf } from "./audit";
import { isByAnother } from "./audit-conditions";
import { membershipsOf } from "./organizations";
import { holds } from "./text-conditions";
import { userById } from "./users";

const sessionsOf = statement(({ db, param, sessions }) =>
  db
    .select()
    .from(sessions)
    .where(eq(sessions.userId, param("userId")))
    .orderBy(asc(sessions.createdAt), asc(sessions.id)),
);
const notesOf = statement(({ db, param, notes }) =>
  db
    .select()
    .from(notes)
    .where(eq(notes.userId, param("userId"))),
);
const draftKeysOf = statement(({ db, param, draftKeys }) =>
  db
    .select({ browserId: draftKeys.browserId, createdAt: draftKeys.createdAt })
    .from(draftKeys)
    .where(eq(draftKeys.userId, param("userId")))
    .orderBy(asc(draftKeys.createdAt)),
);
const authenticatorsOf = statement(({ db, param, authenticators }) =>
  db
    .select()
    .from(authenticators)
    .where(eq(authenticators.userId, param("userId")))
    .orderBy(asc(authenticators.createdAt)),
);
const recoveryCodesOf = statement(({ db, param, recoveryCodes }) =>
  db
    .select({ createdAt: recoveryCodes.createdAt, usedAt: recoveryCodes.usedAt })
    .from(recoveryCodes)
    .where(eq(recoveryCodes.userId, param("userId")))
    .orderBy(asc(recoveryCodes.createdAt)),
);
const identitiesOf = statement(({ db, param, identities }) =>
  db
    .select()
    .from(identities)
    .where(eq(identities.userId, param("userId")))
    .orderBy(asc(identities.createdAt)),
);
const providerSignInsOf = statement(({ db, param, providerSignIns }) =>
  db
    .select()
    .from(providerSignIns)
    .where(eq(providerSignIns.userId, param("userId")))
    .orderBy(asc(providerSignIns.createdAt)),
);
const workspacesOf = statement(({ db, param, workspaceMemberships, workspaces }) =>
  db
    .select({ place: workspaceMemberships, name: workspaces.name })
    .from(workspaceMemberships)
    .innerJoin(workspaces, eq(workspaces.id, workspaceMemberships.workspaceId))
    .where(eq(workspaceMemberships.userId, param("userId")))
    .orderBy(asc(workspaces.name), asc(workspaces.id)),
);
const invitationsBy = statement((tools) =>
  invitationsWhere(tools, eq(tools.invitations.invitedBy, tools.param("userId"))),
);
const invitationsTo = statement((tools) =>
  invitationsWhere(tools, eq(tools.invitations.email, tools.param("email"))),
);

function invitationsWhere({ db, invitations, organizations }: QueryContext, condition: SQL) {
  return db
    .select({ invitation: invitations, organization: organizations.name })
    .from(invitations)
    .innerJoin(organizations, eq(organizations.id, invitations.organizationId))
    .where(condition)
    .orderBy(asc(invitations.createdAt), asc(invitations.id));
}

const attemptsOf = statement(({ db, param, attempts }) =>
  db
    .select()
    .from(attempts)
    .where(eq(attempts.userId, param("userId")))
    .orderBy(asc(attempts.createdAt)),
);
const challengesOf = statement(({ db, param, challenges, attempts }) =>
  db
    .select({ challenge: challenges })
    .from(challenges)
    .leftJoin(attempts, eq(attempts.id, challenges.attemptId))
    .where(or(eq(challenges.userId, param("userId")), eq(attempts.userId, param("userId"))))
    .orderBy(asc(challenges.createdAt)),
);
const ticketsOf = statement(({ db, param, tickets }) =>
  db
    .select()
    .from(tickets)
    .where(eq(tickets.userId, param("userId")))
    .orderBy(asc(tickets.createdAt)),
);
const mailTo = statement(({ db, param, outbox }) =>
  db
    .select()
    .from(outbox)
    .where(eq(outbox.recipient, param("email")))
    .orderBy(asc(outbox.createdAt)),
);
/** What the user did to others. */
const eventsBy = statement(({ db, param, auditEvents }) =>
  db
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.actorUserId, param("userId")), isByAnother(auditEvents)))
    .orderBy(asc(auditEvents.at), asc(auditEvents.id)),
);
const countersOf = statement(({ db, param, rateLimits }) =>
  db
    .select()
    .from(rateLimits)
    .where(holds(rateLimits.key, param("userId")))
    .orderBy(asc(rateLimits.key)),
);
const answersTo = statement(({ db, param, idempotencyKeys }) =>
  db
    .select({ status: idempotencyKeys.status, createdAt: idempotencyKeys.createdAt })
    .from(idempotencyKeys)
    .where(eq(idempotencyKeys.userId, param("userId")))
    .orderBy(asc(idempotencyKeys.createdAt)),
);

export type AccountData = NonNullable<
  Awaited<ReturnType<ReturnType<typeof createAccountDataReads>["findAccountData"]>>
>;

/** @returns the reads of everything about one user, as methods of `Database` */
export function createAccountDataReads(engine: Engine) {
  return {
    /** @returns the organizations that would have no owner without a user */
    async listOwnedAlone(userId: string): Promise<OrganizationRecord[]> {
      return engine.run(loadOwnedAlone(userId));
    },

    /** @returns every row that is about a user, secrets included, as it is stored; null when there is no such user */
    async findAccountData(userId: string) {
      return engine.run(
        (function* () {
          const user = yield* one(userById, { id: userId });
          if (!user) return null;
          const values = { userId, email: user.email };
          const [sessions, notes, draftKeys, authenticators, recoveryCodes, identities, providerSignIns] =
            yield* all(
              rows(sessionsOf, values),
              rows(notesOf, values),
              rows(draftKeysOf, values),
              rows(authenticatorsOf, values),
              rows(recoveryCodesOf, values),
              rows(identitiesOf, values),
              rows(providerSignInsOf, values),
            );
          const [memberships, workspaces, invitationsSent, invitationsReceived, apiKeys] = yield* all(
            rows(membershipsOf, values),
            rows(workspacesOf, values),
            rows(invitationsBy, values),
            rows(invitationsTo, values),
            loadApiKeysOf(userId),
          );
          const [attempts, challenges, tickets, mail, events, eventsByUser, counters, answers] = yield* all(
            rows(attemptsOf, values),
            rows(challengesOf, values),
            rows(ticketsOf, values),
            rows(mailTo, values),
            allEventsOf(userId),
            rows(eventsBy, values),
            rows(countersOf, values),
            rows(answersTo, values),
          );
          return {
            user,
            sessions,
            notes,
            draftKeys,
            authenticators,
            recoveryCodes,
            identities,
            providerSignIns,
            memberships,
            workspaces,
            invitationsSent,
            invitationsReceived,
            apiKeys,
            attempts,
            challenges,
            tickets,
            mail,
            events,
            eventsByUser,
            counters,
            answers,
          };
        })(),
      );
    },
  };
}

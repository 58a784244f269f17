/** How a decision's changes are written. */
import { and, eq, gte, lt, sql } from "drizzle-orm";
import { type Query, write } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import { searchKeys } from "@/db/queries/search-keys";
import type { Change } from "@/lib/session/decision";
import { MAX_CHAIN_LENGTH, MAX_FOLDED } from "@/lib/session/rotation";
import { applyOrganizationChange, type ChangeWriters } from "./apply-organization-change";
import { deleteUser } from "./delete-user";
import { keepDraftKey } from "./draft-keys";
import { forgetSignInOfSession, forgetSignInsOfUser } from "./forget-provider-sign-ins";
import { storeNote } from "./notes";
import { cancelAttempts, cancelChallenges, revokeTickets, revokeTicketsOfSession } from "./open-sign-ins";
import { addUse, refundUse } from "./rate-limits";
import { insertStatement, updateStatement } from "./row-writes";

const insertUser = insertStatement(({ users }) => users);
const insertSession = insertStatement(({ sessions }) => sessions);
const insertToken = insertStatement(({ refreshTokens }) => refreshTokens);
/** Fails for a second use; the transaction is repeated then, and its rule sees the first. */
const insertUsedId = insertStatement(({ usedIds }) => usedIds);
const updateUser = updateStatement(
  ({ users }) => users,
  ({ users }) => users.id,
);
const updateSession = updateStatement(
  ({ sessions }) => sessions,
  ({ sessions }) => sessions.id,
);
const updateToken = updateStatement(
  ({ refreshTokens }) => refreshTokens,
  ({ refreshTokens }) => refreshTokens.hash,
);

const insertAttempt = insertStatement(({ attempts }) => attempts);
const insertChallenge = insertStatement(({ challenges }) => challenges);
const insertTicket = insertStatement(({ tickets }) => tickets);
const insertMail = insertStatement(({ outbox }) => outbox);
const insertAuthenticator = insertStatement(({ authenticators }) => authenticators);
const insertRecoveryCode = insertStatement(({ recoveryCodes }) => recoveryCodes);
const updateAttempt = updateStatement(
  ({ attempts }) => attempts,
  ({ attempts }) => attempts.id,
);
const updateChallenge = updateStatement(
  ({ challenges }) => challenges,
  ({ challenges }) => challenges.id,
);
const updateTicket = updateStatement(
  ({ tickets }) => tickets,
  ({ tickets }) => tickets.hash,
);
const updateAuthenticator = updateStatement(
  ({ authenticators }) => authenticators,
  ({ authenticators }) => authenticators.id,
);
const updateRecoveryCode = updateStatement(
  ({ recoveryCodes }) => recoveryCodes,
  ({ recoveryCodes }) => recoveryCodes.id,
);
const insertIdentity = insertStatement(({ identities }) => identities);
const updateIdentity = updateStatement(
  ({ identities }) => identities,
  ({ identities }) => identities.id,
);
const insertProviderSignIn = insertStatement(({ providerSignIns }) => providerSignIns);
const updateProviderSignIn = updateStatement(
  ({ providerSignIns }) => providerSignIns,
  ({ providerSignIns }) => providerSignIns.id,
);
const deleteProviderSignIn = statement(({ db, param, providerSignIns }) =>
  db.delete(providerSignIns).where(eq(providerSignIns.id, param("id"))),
);
const deleteIdentity = statement(({ db, param, identities }) =>
  db.delete(identities).where(eq(identities.id, param("id"))),
);
const deleteAuthenticator = statement(({ db, param, authenticators }) =>
  db.delete(authenticators).where(eq(authenticators.id, param("id"))),
);
const deleteRecoveryCodes = statement(({ db, param, recoveryCodes }) =>
  db.delete(recoveryCodes).where(eq(recoveryCodes.userId, param("userId"))),
);

/** Only the newest rows can still hold a seal; the thousands before them were wiped as they aged. */
const revokeTokens = statement(({ db, param, refreshTokens, sessions }) => {
  const newest = db
    .select({ newest: sql`${sessions.generation} - ${MAX_CHAIN_LENGTH}` })
    .from(sessions)
    .where(eq(sessions.id, param("sessionId")));
  return db
    .update(refreshTokens)
    .set({ revokedAt: param("at"), sealedSuccessor: null })
    .where(and(eq(refreshTokens.sessionId, param("sessionId")), gte(refreshTokens.generation, newest)));
});

/** Works on a bounded range of the index: the oldest generations there are. */
const foldTokens = statement(({ db, param, refreshTokens }) => {
  const ofSession = eq(refreshTokens.sessionId, param("sessionId"));
  const oldest = db
    .select({ end: sql`min(${refreshTokens.generation}) + ${MAX_FOLDED}` })
    .from(refreshTokens)
    .where(ofSession);
  return db
    .delete(refreshTokens)
    .where(
      and(
        ofSession,
        lt(refreshTokens.generation, oldest),
        lt(refreshTokens.generation, param("belowGeneration")),
        lt(refreshTokens.createdAt, param("madeBefore")),
      ),
    );
});

const WRITERS: ChangeWriters<Change["kind"]> = {
  "insert-user": (change) => insertUser({ ...change.user, ...searchKeys(change.user) }),
  "update-user": (change) => updateUser(change.id, { ...change.set, ...searchKeys(change.set) }),
  "delete-user": (change) => deleteUser(change),
  "insert-session": (change) => insertSession(change.session),
  "update-session": (change) => updateSession(change.id, change.set),
  "insert-token": (change) => insertToken(change.token),
  "update-token": (change) => updateToken(change.hash, change.set),
  "insert-attempt": (change) => insertAttempt(change.attempt),
  "update-attempt": (change) => updateAttempt(change.id, change.set),
  "insert-challenge": (change) => insertChallenge(change.challenge),
  "update-challenge": (change) => updateChallenge(change.id, change.set),
  "insert-ticket": (change) => insertTicket(change.ticket),
  "update-ticket": (change) => updateTicket(change.hash, change.set),
  "revoke-tickets": (change) => write(revokeTickets, { ...change }),
  "revoke-tickets-of-session": (change) => write(revokeTicketsOfSession, { ...change }),
  "cancel-attempts": (change) => write(cancelAttempts, { ...change }),
  "cancel-challenges": (change) => write(cancelChallenges, { userId: change.userId }),
  "insert-mail": (change) => insertMail(change.mail),
  "insert-authenticator": (change) => insertAuthenticator(change.authenticator),
  "update-authenticator": (change) => updateAuthenticator(change.id, change.set),
  "delete-authenticator": (change) => write(deleteAuthenticator, { id: change.id }),
  "insert-recovery-code": (change) => insertRecoveryCode(change.code),
  "update-recovery-code": (change) => updateRecoveryCode(change.id, change.set),
  "delete-recovery-codes": (change) => write(deleteRecoveryCodes, { userId: change.userId }),
  "insert-identity": (change) => insertIdentity(change.identity),
  "update-identity": (change) => updateIdentity(change.id, change.set),
  "delete-identity": (change) => write(deleteIdentity, { id: change.id }),
  "insert-provider-sign-in": (change) => insertProviderSignIn(change.signIn),
  "update-provider-sign-in": (change) => updateProviderSignIn(change.id, change.set),
  "delete-provider-sign-in": (change) => write(deleteProviderSignIn, { id: change.id }),
  "forget-provider-sign-ins": ({ userId, sessionId }) =>
    sessionId === null
      ? write(forgetSignInsOfUser, { userId })
      : write(forgetSignInOfSession, { userId, sessionId }),
  "save-note": (change) => storeNote(change),
  "keep-draft-key": (change) => keepDraftKey(change),
  count: (change) => addUse(change),
  refund: (change) => refundUse(change),
  "use-id": (change) => insertUsedId(change.id),
  "fold-tokens": (change) => write(foldTokens, { ...change }),
  "revoke-tokens": (change) => write(revokeTokens, { sessionId: change.sessionId, at: change.at }),
  ...applyOrganizationChange,
};

/** @returns the query that writes one change of a decision */
export function applyChange(change: Change): Query<number> {
  return (WRITERS[change.kind] as (change: Change) => Query<number>)(change);
}

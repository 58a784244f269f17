/** How a decision's changes are written. */
import { and, eq, gte, lt, sql } from "drizzle-orm";
import { type Query, write } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import { searchKeys } from "@/db/queries/search-keys";
import type { Change } from "@/lib/session/decision";
import { MAX_CHAIN_LENGTH, MAX_FOLDED } from "@/lib/session/rotation";
import { keepDraftKey } from "./draft-keys";
import { deleteMembership, updateMembership, withdrawInvitations } from "./members";
import { saveNote } from "./notes";
import { cancelAttempts, cancelChallenges, revokeTickets } from "./open-sign-ins";
import { countUse, refundUse } from "./rate-limits";
import { insertStatement, updateStatement } from "./row-writes";
import {
  deleteWorkspace,
  deleteWorkspaceMembership,
  insertWorkspace,
  saveWorkspaceMembership,
} from "./workspaces";

const insertUser = insertStatement(({ users }) => users);
const insertSession = insertStatement(({ sessions }) => sessions);
const insertToken = insertStatement(({ refreshTokens }) => refreshTokens);
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
const insertOrganization = insertStatement(({ organizations }) => organizations);
const insertMembership = insertStatement(({ memberships }) => memberships);
const insertInvitation = insertStatement(({ invitations }) => invitations);
const insertApiKey = insertStatement(({ apiKeys }) => apiKeys);
const updateOrganization = updateStatement(
  ({ organizations }) => organizations,
  ({ organizations }) => organizations.id,
);
const deleteOrganization = statement(({ db, param, organizations }) =>
  db.delete(organizations).where(eq(organizations.id, param("id"))),
);
const deleteInvitation = statement(({ db, param, invitations }) =>
  db.delete(invitations).where(eq(invitations.id, param("id"))),
);
const deleteApiKey = statement(({ db, param, apiKeys }) =>
  db.delete(apiKeys).where(eq(apiKeys.id, param("id"))),
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

/** @returns the query that writes one change of a decision */
export function applyChange(change: Change): Query<number> {
  switch (change.kind) {
    case "insert-user":
      return insertUser({ ...change.user, ...searchKeys(change.user) });
    case "update-user":
      return updateUser(change.id, { ...change.set, ...searchKeys(change.set) });
    case "insert-session":
      return insertSession(change.session);
    case "update-session":
      return updateSession(change.id, change.set);
    case "insert-token":
      return insertToken(change.token);
    case "update-token":
      return updateToken(change.hash, change.set);
    case "insert-attempt":
      return insertAttempt(change.attempt);
    case "update-attempt":
      return updateAttempt(change.id, change.set);
    case "insert-challenge":
      return insertChallenge(change.challenge);
    case "update-challenge":
      return updateChallenge(change.id, change.set);
    case "insert-ticket":
      return insertTicket(change.ticket);
    case "update-ticket":
      return updateTicket(change.hash, change.set);
    case "revoke-tickets":
      return write(revokeTickets, { ...change });
    case "cancel-attempts":
      return write(cancelAttempts, { ...change });
    case "cancel-challenges":
      return write(cancelChallenges, { userId: change.userId });
    case "insert-mail":
      return insertMail(change.mail);
    case "insert-authenticator":
      return insertAuthenticator(change.authenticator);
    case "update-authenticator":
      return updateAuthenticator(change.id, change.set);
    case "delete-authenticator":
      return write(deleteAuthenticator, { id: change.id });
    case "insert-recovery-code":
      return insertRecoveryCode(change.code);
    case "update-recovery-code":
      return updateRecoveryCode(change.id, change.set);
    case "delete-recovery-codes":
      return write(deleteRecoveryCodes, { userId: change.userId });
    case "insert-organization":
      return insertOrganization(change.organization);
    case "update-organization":
      return updateOrganization(change.id, change.set);
    case "delete-organization":
      return write(deleteOrganization, { id: change.id });
    case "insert-membership":
      return insertMembership(change.membership);
    case "insert-invitation":
      return insertInvitation(change.invitation);
    case "delete-invitation":
      return write(deleteInvitation, { id: change.id });
    case "insert-api-key":
      return insertApiKey(change.apiKey);
    case "delete-api-key":
      return write(deleteApiKey, { id: change.id });
    case "insert-workspace":
      return insertWorkspace(change.workspace);
    case "delete-workspace":
      return deleteWorkspace(change);
    case "save-workspace-membership":
      return saveWorkspaceMembership(change.membership);
    case "update-membership":
      return write(updateMembership, { ...change });
    case "delete-membership":
      return write(deleteMembership, { ...change });
    case "withdraw-invitations":
      return write(withdrawInvitations, { ...change });
    case "delete-workspace-membership":
      return deleteWorkspaceMembership(change);
    case "save-note":
      return saveNote(change);
    case "keep-draft-key":
      return keepDraftKey(change);
    case "count":
      return countUse(change);
    case "refund":
      return refundUse(change);
    case "fold-tokens":
      return write(foldTokens, { ...change });
    case "revoke-tokens":
      return write(revokeTokens, { sessionId: change.sessionId, at: change.at });
  }
}

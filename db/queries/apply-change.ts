/** How a decision's changes are written. */
import { and, eq, gte, ne, sql } from "drizzle-orm";
import { type Steps, write } from "@/db/engine/engine";
import { inserter, statement, updater } from "@/db/engine/statements";
import type { Change } from "@/lib/session/decision";

const insertUser = inserter(({ users }) => users);
const insertSession = inserter(({ sessions }) => sessions);
const insertToken = inserter(({ refreshTokens }) => refreshTokens);
const updateUser = updater(
  ({ users }) => users,
  ({ users }) => users.id,
);
const updateSession = updater(
  ({ sessions }) => sessions,
  ({ sessions }) => sessions.id,
);
const updateToken = updater(
  ({ refreshTokens }) => refreshTokens,
  ({ refreshTokens }) => refreshTokens.hash,
);

/** Only the newest two rows can still hold anything; the thousands before them were wiped as they aged. */
const revokeTokens = statement(({ db, given, refreshTokens, sessions }) => {
  const newest = db
    .select({ newest: sql`${sessions.generation} - 1` })
    .from(sessions)
    .where(eq(sessions.id, given("sessionId")));
  return db
    .update(refreshTokens)
    .set({ revokedAt: given("at"), sealedSuccessor: null })
    .where(and(eq(refreshTokens.sessionId, given("sessionId")), gte(refreshTokens.generation, newest)));
});

const forgetDraftsOf = statement(({ db, given, draftKeys }) =>
  db
    .delete(draftKeys)
    .where(and(eq(draftKeys.browserId, given("browserId")), eq(draftKeys.userId, given("userId")))),
);
const forgetDraftsOfOthers = statement(({ db, given, draftKeys }) =>
  db
    .delete(draftKeys)
    .where(and(eq(draftKeys.browserId, given("browserId")), ne(draftKeys.userId, given("userId")))),
);

export function apply(change: Change): Steps<number> {
  switch (change.kind) {
    case "insert-user":
      return insertUser(change.user);
    case "update-user":
      return updateUser(change.id, change.set);
    case "insert-session":
      return insertSession(change.session);
    case "update-session":
      return updateSession(change.id, change.set);
    case "insert-token":
      return insertToken(change.token);
    case "update-token":
      return updateToken(change.hash, change.set);
    case "revoke-tokens":
      return write(revokeTokens, { sessionId: change.sessionId, at: change.at });
    case "forget-drafts":
      return forgetDrafts(change);
  }
}

function forgetDrafts({ browserId, of }: Extract<Change, { kind: "forget-drafts" }>): Steps<number> {
  return "userId" in of
    ? write(forgetDraftsOf, { browserId, userId: of.userId })
    : write(forgetDraftsOfOthers, { browserId, userId: of.everybodyBut });
}

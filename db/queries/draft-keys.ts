/** The keys that a browser's drafts are encrypted with. Deleting a key makes its drafts unreadable for good. */
import { and, eq, isNull, ne, notExists, sql } from "drizzle-orm";
import { type Engine, one, type Query, write } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import type { Change } from "@/lib/session/decision";
import type { EndReason } from "@/lib/session/reasons";
import { insertInto } from "./row-writes";
import { pastLimit } from "./sessions";

/**
 * Whether a user's drafts outlive a session that ended for this reason: yes, when the same user is expected to sign in
 * again in the same browser.
 */
const KEEPS_DRAFTS: Record<EndReason, boolean> = {
  idle: true,
  absolute: true,
  password_changed: true,
  replaced: true,
  too_many_attempts: true,
  provider: false,
  signed_out: false,
  user: false,
  revoked_everywhere: false,
  admin: false,
  account_disabled: false,
  reuse_detected: false,
  account_deletion: false,
};

const insertKey = statement(({ db, draftKeys }) => insertInto(db, draftKeys).onConflictDoNothing());
const keyOf = statement(({ db, param, draftKeys }) =>
  db
    .select()
    .from(draftKeys)
    .where(and(eq(draftKeys.userId, param("userId")), eq(draftKeys.browserId, param("browserId")))),
);
const deleteKeyOfSession = statement(({ db, param, draftKeys, sessions }) => {
  // Of the user's own sessions alone: an administrator who acts as the user on this browser has no key there.
  const session = and(eq(sessions.id, param("sessionId")), isNull(sessions.impersonatorId));
  return db
    .delete(draftKeys)
    .where(
      and(
        eq(draftKeys.browserId, db.select({ id: sessions.browserId }).from(sessions).where(session)),
        eq(draftKeys.userId, db.select({ id: sessions.userId }).from(sessions).where(session)),
      ),
    );
});
const deleteKeysOfOthers = statement(({ db, param, draftKeys, sessions }) => {
  const theirs = and(eq(sessions.userId, draftKeys.userId), eq(sessions.browserId, draftKeys.browserId));
  // Of the users themselves: an administrator who acts as one of them has no key there.
  const own = and(theirs, isNull(sessions.impersonatorId));
  const living = and(own, isNull(sessions.endedAt), sql`(${pastLimit(sessions, param("now"))}) is not true`);
  return db
    .delete(draftKeys)
    .where(
      and(
        eq(draftKeys.browserId, param("browserId")),
        ne(draftKeys.userId, param("userId")),
        notExists(db.select({ id: sessions.id }).from(sessions).where(living)),
      ),
    );
});

/**
 * Deletes the draft keys that a decision's changes make obsolete: those of a session that ended, unless its reason
 * keeps them, and those of a browser's users who left it, once another user signs in there. Another account of the same
 * browser keeps its own: it is still signed in, and the one who signs in may only have copied the browser's cookie. Runs after the changes are written.
 */
export function deleteObsoleteDraftKeys(changes: Change[]): Query<number>[] {
  return changes.flatMap((change) => {
    if (change.kind === "insert-session") {
      const { browserId, userId, impersonatorId, createdAt: now } = change.session;
      if (impersonatorId !== null) return [];
      return write(deleteKeysOfOthers, { browserId, userId, now });
    }
    const reason = change.kind === "update-session" ? change.set.endedReason : null;
    return change.kind === "update-session" && reason && !KEEPS_DRAFTS[reason]
      ? write(deleteKeyOfSession, { sessionId: change.id })
      : [];
  });
}

/** Stores a draft key, unless that browser has one for that user. Concurrent first calls get the same key. */
export function keepDraftKey(row: {
  userId: string;
  browserId: string;
  key: string;
  createdAt: number;
}): Query<number> {
  const { userId, browserId, key, createdAt } = row;
  return write(insertKey, { userId, browserId, key, createdAt });
}

/** @returns the reads of draft keys, as methods of `Database` */
export function createDraftKeyQueries(engine: Engine) {
  return {
    /** @returns the key of a user's drafts in a browser in base64url; null when there is none */
    async findDraftKey(userId: string, browserId: string): Promise<string | null> {
      const stored = await engine.run(one(keyOf, { userId, browserId }));
      return stored?.key ?? null;
    },
  };
}

/** What a decision rests on: locked first, then read. */
import { and, eq, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { first, lock, rows, type Steps, together } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import type { Account, Family } from "@/lib/session/decision";
import type { SessionRecord } from "@/lib/session/session";
import { userByEmail, userById } from "./users";

const tokenByHash = statement(({ db, given, refreshTokens, sessions, users }) => {
  const successors = alias(refreshTokens, "successors");
  return db
    .select({ token: refreshTokens, session: sessions, user: users, successor: successors })
    .from(refreshTokens)
    .innerJoin(sessions, eq(sessions.id, refreshTokens.sessionId))
    .innerJoin(users, eq(users.id, sessions.userId))
    .leftJoin(
      successors,
      and(
        eq(successors.sessionId, refreshTokens.sessionId),
        eq(successors.generation, sql`${refreshTokens.generation} + 1`),
      ),
    )
    .where(eq(refreshTokens.hash, given("hash")));
});
const sessionById = statement(({ db, given, sessions }) =>
  db
    .select()
    .from(sessions)
    .where(eq(sessions.id, given("id"))),
);
const living = statement(({ db, given, sessions }) =>
  db
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, given("userId")), isNull(sessions.endedAt))),
);

export function* loadSession(id: string): Steps<SessionRecord | null> {
  const [, session] = yield* together(lock({ of: "session", id }), first(sessionById, { id }));
  return session;
}

export function* loadAccount(key: { id: string } | { email: string }): Steps<Account | null> {
  if ("id" in key) {
    const [, account] = yield* together(lock({ of: "account", id: key.id }), accountById(key.id));
    return account;
  }
  const { email } = key;
  const [, user] = yield* together(lock({ of: "account by email", email }), first(userByEmail, { email }));
  return user && { user, sessions: yield* rows(living, { userId: user.id }) };
}

export function* loadFamily(hash: string, withAccount: boolean): Steps<Family | null> {
  const [, found] = yield* together(
    lock({ of: withAccount ? "account of token" : "token", hash }),
    first(tokenByHash, { hash }),
  );
  if (!found) return null;
  return { ...found, account: withAccount ? yield* accountById(found.session.userId) : null };
}

function* accountById(userId: string): Steps<Account | null> {
  const [user, sessions] = yield* together(first(userById, { id: userId }), rows(living, { userId }));
  return user && { user, sessions };
}

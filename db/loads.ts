/** What a decision rests on: locked first, then read. */
import { and, eq, isNull } from "drizzle-orm";
import type { Account, Family } from "@/lib/session/decision";
import type { SessionRecord, UserRecord } from "@/lib/session/session";
import { first, lock, rows, type Steps } from "./engine";
import { statement } from "./statements";
import { userByEmail, userById } from "./users";

const tokenByHash = statement(({ db, given, refreshTokens, sessions }) =>
  db
    .select({ token: refreshTokens, session: sessions })
    .from(refreshTokens)
    .innerJoin(sessions, eq(sessions.id, refreshTokens.sessionId))
    .where(eq(refreshTokens.hash, given("hash"))),
);
const tokenOfGeneration = statement(({ db, given, refreshTokens }) =>
  db
    .select()
    .from(refreshTokens)
    .where(
      and(eq(refreshTokens.sessionId, given("sessionId")), eq(refreshTokens.generation, given("generation"))),
    ),
);
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
  yield* lock({ of: "session", id });
  return yield* first(sessionById, { id });
}

export function* loadAccount(key: { id: string } | { email: string }): Steps<Account | null> {
  if ("id" in key) {
    yield* lock({ of: "account", id: key.id });
    return yield* withSessions(yield* first(userById, { id: key.id }));
  }
  yield* lock({ of: "account by email", email: key.email });
  return yield* withSessions(yield* first(userByEmail, { email: key.email }));
}

export function* loadFamily(hash: string, withAccount: boolean): Steps<Family | null> {
  yield* lock({ of: withAccount ? "account of token" : "token", hash });
  const found = yield* first(tokenByHash, { hash });
  if (!found) return null;
  const { token, session } = found;
  const successor = yield* first(tokenOfGeneration, {
    sessionId: session.id,
    generation: token.generation + 1,
  });
  const account = withAccount ? yield* withSessions(yield* first(userById, { id: session.userId })) : null;
  return { token, session, successor, account };
}

function* withSessions(user: UserRecord | null): Steps<Account | null> {
  return user && { user, sessions: yield* rows(living, { userId: user.id }) };
}

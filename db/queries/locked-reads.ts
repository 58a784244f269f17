/** The rows for a decision: locked first, then read. */
import { and, eq, gte, isNotNull, isNull, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { all, lock, one, type Query, rows } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import type { Account, Family } from "@/lib/session/decision";
import { MAX_CHAIN_LENGTH } from "@/lib/session/rotation";
import type { SessionRecord } from "@/lib/session/session";
import { usageKey } from "@/lib/session/user-limits";
import { usageOf } from "./rate-limits";
import { sessionColumns } from "./session-columns";
import { isUsed } from "./used-ids";
import { userByEmail, userById, userColumns } from "./users";

const tokenByHash = statement(({ db, param, refreshTokens, sessions, users }) => {
  const successors = alias(refreshTokens, "successors");
  return db
    .select({
      token: refreshTokens,
      session: sessionColumns({ db, sessions, users }),
      user: userColumns(users),
      successor: successors,
    })
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
    .where(eq(refreshTokens.hash, param("hash")));
});
export const sessionById = statement(({ db, param, sessions, users }) =>
  db
    .select(sessionColumns({ db, sessions, users }))
    .from(sessions)
    .where(eq(sessions.id, param("id"))),
);
const living = statement(({ db, param, sessions, users }) =>
  db
    .select(sessionColumns({ db, sessions, users }))
    .from(sessions)
    .where(and(eq(sessions.userId, param("userId")), isNull(sessions.endedAt))),
);

/** The tokens of a session that still hold a seal, and its current one: a bounded range of the index. */
const chainByHash = statement(({ db, param, refreshTokens, sessions }) => {
  const presented = alias(refreshTokens, "presented");
  return db
    .select({ token: refreshTokens })
    .from(presented)
    .innerJoin(sessions, eq(sessions.id, presented.sessionId))
    .innerJoin(
      refreshTokens,
      and(
        eq(refreshTokens.sessionId, sessions.id),
        gte(refreshTokens.generation, sql`${sessions.generation} - ${MAX_CHAIN_LENGTH}`),
      ),
    )
    .where(
      and(
        eq(presented.hash, param("hash")),
        or(isNotNull(refreshTokens.sealedSuccessor), eq(refreshTokens.generation, sessions.generation)),
      ),
    )
    .orderBy(refreshTokens.generation);
});

/** The rotations counted for the user of a token. */
const rotationsByHash = statement(({ db, param, refreshTokens, rateLimits }) =>
  db
    .select({ count: rateLimits.count, expire: rateLimits.expire })
    .from(refreshTokens)
    .innerJoin(rateLimits, eq(rateLimits.key, sql`${usageKey("rotation", "")} || ${refreshTokens.userId}`))
    .where(eq(refreshTokens.hash, param("hash"))),
);

/** A session, locked; null when there is none. */
export function* loadSession(id: string): Query<SessionRecord | null> {
  const [, session] = yield* all(lock({ of: "session", id }), one(sessionById, { id }));
  return session;
}

/** For an address the same statements run whether or not a user has it. */
export function* loadAccount(key: { id: string } | { email: string }): Query<Account | null> {
  if ("id" in key) {
    const [, account] = yield* all(lock({ of: "account", id: key.id }), accountById(key.id));
    return account;
  }
  const { email } = key;
  const [, user] = yield* all(lock({ of: "account by email", email }), one(userByEmail, { email }));
  return yield* accountById(user?.id ?? "");
}

/** What is read of a presented token. */
export interface FamilyKey {
  /** Hash of the token. */
  hash: string;
  /** Whether the account is read too, for commands that reach beyond the token's session. */
  account: boolean;
  /** Hash of the identifier of the proof that comes with the token. */
  proofId?: string | undefined;
}

/** The rows of a presented token, its session and user locked; null for an unknown token. */
export function* loadFamily({ hash, account, proofId }: FamilyKey): Query<Family | null> {
  const [, found, chain, rotations, proofUsed] = yield* all(
    lock({ of: account ? "account of token" : "token", hash }),
    one(tokenByHash, { hash }),
    rows(chainByHash, { hash }),
    one(rotationsByHash, { hash }),
    usedBefore(proofId),
  );
  if (!found) return null;
  return {
    ...found,
    rotations,
    proofUsed,
    chain: chain.map(({ token }) => token),
    account: account ? yield* accountById(found.session.userId) : null,
  };
}

function* usedBefore(id: string | undefined): Query<boolean> {
  return id === undefined ? false : yield* isUsed(id);
}

/** An account that is locked already; null when there is none. */
export function* accountById(userId: string): Query<Account | null> {
  const [user, sessions, signIns, notices] = yield* all(
    one(userById, { id: userId }),
    rows(living, { userId }),
    usageOf("signIn", userId),
    usageOf("signInNotice", userId),
  );
  return user && { user, sessions, signIns, notices };
}

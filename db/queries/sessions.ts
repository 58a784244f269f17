/** Reads of sessions. They change nothing, except markSeen. */
import { and, count, desc, eq, gt, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import { type Engine, one, rows, write } from "@/db/engine/engine";
import { type QueryContext, statement } from "@/db/engine/statements";
import type { SessionRecord, TokenRecord, UserRecord } from "@/lib/session/session";
import { impersonatorEndsAt, sessionColumns } from "./session-columns";
import { userColumns } from "./users";

const HISTORY_LENGTH = 100;

const byToken = statement(({ db, param, refreshTokens, sessions, users }) =>
  db
    .select({
      session: sessionColumns({ db, sessions, users }),
      user: userColumns(users),
      token: refreshTokens,
    })
    .from(refreshTokens)
    .innerJoin(sessions, eq(sessions.id, refreshTokens.sessionId))
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(refreshTokens.hash, param("hash"))),
);
export const sessionWithUser = statement(({ db, param, sessions, users }) =>
  db
    .select({ session: sessionColumns({ db, sessions, users }), user: userColumns(users) })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.id, param("id"))),
);
const ownerOf = statement(({ db, param, sessions }) =>
  db
    .select({ userId: sessions.userId })
    .from(sessions)
    .where(eq(sessions.id, param("id"))),
);
const living = statement(({ db, param, sessions, users }) =>
  db
    .select(sessionColumns({ db, sessions, users }))
    .from(sessions)
    .where(and(eq(sessions.userId, param("userId")), isNull(sessions.endedAt)))
    .orderBy(desc(sessions.lastPresenceAt)),
);
const livingCount = statement((context) => {
  const { db, param, sessions } = context;
  return db
    .select({ count: count() })
    .from(sessions)
    .where(
      and(
        eq(sessions.userId, param("userId")),
        isNull(sessions.endedAt),
        sql`(${reachedLimit(context)}) is not true`,
      ),
    );
});
const signedIn = statement(({ db, param, sessions }) =>
  db
    .selectDistinct({ userId: sessions.userId })
    .from(sessions)
    .where(and(isNull(sessions.endedAt), gt(sessions.userId, param("after"))))
    .orderBy(sessions.userId)
    .limit(sql.placeholder("limit")),
);
const markSeen = statement(({ db, param, sessions }) =>
  db
    .update(sessions)
    .set({ seenAt: param("now") })
    .where(
      and(
        eq(sessions.id, param("id")),
        eq(sessions.generation, param("generation")),
        isNull(sessions.seenAt),
      ),
    ),
);
const ended = statement((context) => {
  const { db, param, sessions, users } = context;
  return db
    .select(sessionColumns({ db, sessions, users }))
    .from(sessions)
    .where(and(eq(sessions.userId, param("userId")), or(isNotNull(sessions.endedAt), reachedLimit(context))))
    .orderBy(desc(sql`coalesce(${sessions.endedAt}, ${sessions.lastPresenceAt})`))
    .limit(HISTORY_LENGTH);
});
const generations = statement(({ db, param, refreshTokens }) =>
  db
    .select()
    .from(refreshTokens)
    .where(eq(refreshTokens.sessionId, param("sessionId")))
    .orderBy(desc(refreshTokens.generation))
    .limit(sql.placeholder("limit")),
);

/** @returns the reads of sessions, as methods of `Database` */
export function createSessionReads(engine: Engine) {
  return {
    /** @returns the session, the user and the row of a refresh token, also of an ended session; or null */
    async findByToken(
      hash: string,
    ): Promise<{ session: SessionRecord; user: UserRecord; token: TokenRecord } | null> {
      return engine.run(one(byToken, { hash }));
    },

    /** @returns a session with its user, ended sessions included, or null */
    async findSession(id: string): Promise<{ session: SessionRecord; user: UserRecord } | null> {
      return engine.run(one(sessionWithUser, { id }));
    },

    /** @returns the id of the user a session belongs to, ended sessions included, or null */
    async findSessionOwner(id: string): Promise<string | null> {
      return (await engine.run(one(ownerOf, { id })))?.userId ?? null;
    },

    /** @returns the sessions that have not been ended, most recently active first; some may be past a limit */
    async listLiving(userId: string): Promise<SessionRecord[]> {
      return engine.run(rows(living, { userId }));
    },

    /** @returns how many sessions of a user are alive: without an end, and past no limit */
    async countLiving(userId: string, now: number): Promise<number> {
      return (await engine.run(one(livingCount, { userId, now })))?.count ?? 0;
    },

    /**
     * @param after the last id of the page before; empty for the first
     * @returns the ids of users with a session that has not been ended, in ascending order
     */
    async listSignedIn(after: string, limit: number): Promise<string[]> {
      return (await engine.run(rows(signedIn, { after, limit }))).map(({ userId }) => userId);
    },

    /** @returns the newest ended sessions, including those past a limit whose end has not been stored yet */
    async listEnded(userId: string, now: number): Promise<SessionRecord[]> {
      return engine.run(rows(ended, { userId, now }));
    },

    /** @returns the newest rotations of a session, newest first */
    async listGenerations(sessionId: string, limit: number): Promise<TokenRecord[]> {
      return engine.run(rows(generations, { sessionId, limit }));
    },

    /** Records when a generation's access token was first used; a later call changes nothing. */
    async markSeen(id: string, generation: number, now: number): Promise<void> {
      await engine.run(write(markSeen, { id, generation, now }));
    },
  };
}

/** Sessions past a limit, whether or not their end has been stored. */
export function pastLimit(sessions: QueryContext["sessions"], now: SQL): SQL | undefined {
  return or(
    lte(sessions.absoluteExpiresAt, now),
    sql`${sessions.lastPresenceAt} + ${sessions.idleTimeout} <= ${now}`,
  );
}

/** As `reachedLimit` in `lib/session/session.ts`; null instead of false where no administrator acts. */
function reachedLimit({ db, param, sessions, users }: QueryContext): SQL | undefined {
  const impersonatorEnd = impersonatorEndsAt({ db, sessions, users });
  return or(pastLimit(sessions, param("now")), sql`${impersonatorEnd} <= ${param("now")}`);
}

/** Reading sessions. Reads change nothing, with one exception that says so. */
import { and, desc, eq, isNotNull, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { SessionRecord, TokenRecord, UserRecord } from "@/lib/session/session";
import type { Client } from "./client";
import { withEngineErrors } from "./errors";
import { refreshTokens, sessions, users } from "./schema";
import { given } from "./statements";

const HISTORY_LENGTH = 100;

export function createSessionReads(client: Client) {
  const byToken = client
    .select({ session: sessions, user: users, generation: refreshTokens.generation })
    .from(refreshTokens)
    .innerJoin(sessions, eq(sessions.id, refreshTokens.sessionId))
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(refreshTokens.hash, given("hash")))
    .prepare();
  const byId = client
    .select({ session: sessions, user: users })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.id, given("id")))
    .prepare();
  const living = client
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, given("userId")), isNull(sessions.endedAt)))
    .orderBy(desc(sessions.lastPresenceAt))
    .prepare();
  const onBrowser = client
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.userId, given("userId")), eq(sessions.browserId, given("browserId"))))
    .limit(1)
    .prepare();
  const markSeen = client
    .update(sessions)
    .set({ seenAt: given("now") })
    .where(
      and(
        eq(sessions.id, given("id")),
        eq(sessions.generation, given("generation")),
        isNull(sessions.seenAt),
      ),
    )
    .prepare();

  return {
    /** @returns what a refresh token belongs to, ended sessions included, or null */
    async findByToken(
      hash: string,
    ): Promise<{ session: SessionRecord; user: UserRecord; generation: number } | null> {
      return withEngineErrors(() => byToken.get({ hash }) ?? null);
    },

    /** @returns a session with its user, ended sessions included, or null */
    async findSession(id: string): Promise<{ session: SessionRecord; user: UserRecord } | null> {
      return withEngineErrors(() => byId.get({ id }) ?? null);
    },

    /** @returns the sessions nobody has ended, most recently present first; some may be past a limit */
    async listLiving(userId: string): Promise<SessionRecord[]> {
      return withEngineErrors(() => living.all({ userId }));
    },

    /** @returns the newest ended sessions, those past a limit that nobody has written down yet included */
    async listEnded(userId: string, now: number): Promise<SessionRecord[]> {
      return withEngineErrors(() =>
        client
          .select()
          .from(sessions)
          .where(and(eq(sessions.userId, userId), or(isNotNull(sessions.endedAt), pastLimit(now))))
          .orderBy(desc(sql`coalesce(${sessions.endedAt}, ${sessions.lastPresenceAt})`))
          .limit(HISTORY_LENGTH)
          .all(),
      );
    },

    /** @returns whether this user has completed a sign-in in this browser before */
    async hasSignedInOn(userId: string, browserId: string): Promise<boolean> {
      return withEngineErrors(() => onBrowser.get({ userId, browserId }) !== undefined);
    },

    /** @returns the newest rotations of a session, newest first */
    async listGenerations(sessionId: string, limit: number): Promise<TokenRecord[]> {
      return withEngineErrors(() =>
        client
          .select()
          .from(refreshTokens)
          .where(eq(refreshTokens.sessionId, sessionId))
          .orderBy(desc(refreshTokens.generation))
          .limit(limit)
          .all(),
      );
    },

    /** Writes down that a generation's access token came into use; the first such write stands. */
    async markSeen(id: string, generation: number, now: number): Promise<void> {
      withEngineErrors(() => markSeen.run({ id, generation, now }));
    },
  };
}

/** Rows that have run into a limit, whether or not anybody has noticed. */
export function pastLimit(now: number): SQL | undefined {
  return or(
    lte(sessions.absoluteExpiresAt, now),
    sql`${sessions.lastPresenceAt} + ${sessions.idleTimeout} <= ${now}`,
  );
}

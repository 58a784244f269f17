/**
 * The one way a session or a user changes: load the rows under a write lock, run a pure rule on them, write what it
 * says together with the audit events, commit as one.
 *
 * The rule cannot await, so nothing slow can sit inside the transaction; and it gets the time from here, so the
 * database decides which clock counts. On SQLite the lock is `BEGIN IMMEDIATE`.
 */
import { and, eq, gte, isNull, ne, sql } from "drizzle-orm";
import type { Account, AuditEvent, Change, Decision, Family } from "@/lib/session/decision";
import type { SessionRecord } from "@/lib/session/session";
import type { Client } from "./client";
import { createGroupCommit } from "./group-commit";
import { auditEvents, draftKeys, refreshTokens, sessions, users } from "./schema";
import { given, inserter, updater } from "./statements";

type Rule<Found, Outcome> = (found: Found | null, now: number) => Decision<Outcome>;

/** @param clock milliseconds since the epoch */
export function createChanges(client: Client, clock: () => number) {
  const load = createLoads(client);
  const apply = createWrites(client);
  const recordEvent = eventRecorder(client);
  const commit = createGroupCommit(client);
  const listeners = new Set<(events: AuditEvent[]) => void>();

  /** Everything that only reads its way to the rows; the caller's rule decides. */
  async function run<Found, Outcome>(find: () => Found | null, rule: Rule<Found, Outcome>): Promise<Outcome> {
    const { outcome, events } = await commit(() => {
      const decision = rule(find(), clock());
      for (const change of decision.changes) apply(change);
      for (const event of decision.events) recordEvent(event);
      return decision;
    });
    if (events.length > 0) for (const listener of listeners) listener(events);
    return outcome;
  }

  return {
    /**
     * Tells of what has been committed, after it has been.
     * @returns what ends it
     */
    onCommitted(listener: (events: AuditEvent[]) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    /**
     * Changes the session a refresh token belongs to.
     * @param options.account load the account too, for commands that reach beyond this session
     */
    async changeByToken<Outcome>(
      hash: string,
      options: { account: boolean },
      rule: Rule<Family, Outcome>,
    ): Promise<Outcome> {
      return run(() => load.family(hash, options.account), rule);
    },

    /** Changes one session, whoever's it is. */
    async changeSession<Outcome>(id: string, rule: Rule<SessionRecord, Outcome>): Promise<Outcome> {
      return run(() => load.session(id), rule);
    },

    /** Changes a user and, with it, any of the user's living sessions. */
    async changeAccount<Outcome>(
      key: { id: string } | { email: string },
      rule: Rule<Account, Outcome>,
    ): Promise<Outcome> {
      return run(() => load.account(key), rule);
    },
  };
}

function createLoads(client: Client) {
  const tokenByHash = client
    .select({ token: refreshTokens, session: sessions })
    .from(refreshTokens)
    .innerJoin(sessions, eq(sessions.id, refreshTokens.sessionId))
    .where(eq(refreshTokens.hash, given("hash")))
    .prepare();
  const tokenOfGeneration = client
    .select()
    .from(refreshTokens)
    .where(
      and(eq(refreshTokens.sessionId, given("sessionId")), eq(refreshTokens.generation, given("generation"))),
    )
    .prepare();
  const sessionById = client
    .select()
    .from(sessions)
    .where(eq(sessions.id, given("id")))
    .prepare();
  const userById = client
    .select()
    .from(users)
    .where(eq(users.id, given("id")))
    .prepare();
  const userByEmail = client
    .select()
    .from(users)
    .where(eq(users.email, given("email")))
    .prepare();
  const living = client
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, given("userId")), isNull(sessions.endedAt)))
    .prepare();

  function account(key: { id: string } | { email: string }): Account | null {
    const user = "id" in key ? userById.get(key) : userByEmail.get(key);
    return user ? { user, sessions: living.all({ userId: user.id }) } : null;
  }

  return {
    account,
    session: (id: string): SessionRecord | null => sessionById.get({ id }) ?? null,
    family(hash: string, withAccount: boolean): Family | null {
      const found = tokenByHash.get({ hash });
      if (!found) return null;
      const { token, session } = found;
      const successor = tokenOfGeneration.get({ sessionId: session.id, generation: token.generation + 1 });
      return {
        token,
        session,
        successor: successor ?? null,
        account: withAccount ? account({ id: session.userId }) : null,
      };
    },
  };
}

function createWrites(client: Client): (change: Change) => void {
  const insertUser = inserter(client, users);
  const updateUser = updater(client, users, users.id);
  const insertSession = inserter(client, sessions);
  const updateSession = updater(client, sessions, sessions.id);
  const insertToken = inserter(client, refreshTokens);
  const updateToken = updater(client, refreshTokens, refreshTokens.hash);
  const revokeTokens = tokenRevoker(client);

  return (change) => {
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
        return revokeTokens(change.sessionId, change.at);
      case "forget-drafts":
        client.delete(draftKeys).where(draftKeysOf(change)).run();
        return;
    }
  };
}

function draftKeysOf({ browserId, of }: Extract<Change, { kind: "forget-drafts" }>) {
  const whose = "userId" in of ? eq(draftKeys.userId, of.userId) : ne(draftKeys.userId, of.everybodyBut);
  return and(eq(draftKeys.browserId, browserId), whose);
}

/** Only the newest two rows can still hold anything; the thousands before them were wiped as they aged. */
function tokenRevoker(client: Client): (sessionId: string, at: number) => void {
  const newest = client
    .select({ newest: sql`${sessions.generation} - 1` })
    .from(sessions)
    .where(eq(sessions.id, given("sessionId")));
  const revoke = client
    .update(refreshTokens)
    .set({ revokedAt: given("at"), sealedSuccessor: null })
    .where(and(eq(refreshTokens.sessionId, given("sessionId")), gte(refreshTokens.generation, newest)))
    .prepare();
  return (sessionId, at) => void revoke.run({ sessionId, at });
}

/** @returns what appends an audit event */
export function eventRecorder(client: Client): (event: AuditEvent) => void {
  const insertEvent = inserter(client, auditEvents);
  return ({ actor, ...event }) =>
    insertEvent({
      ...event,
      actorUserId: actor.userId,
      actorSessionId: actor.sessionId,
      ipAddress: actor.ipAddress,
      device: actor.device,
    });
}

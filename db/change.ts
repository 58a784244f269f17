/**
 * The one way a session or a user changes: load the rows under a write lock, run a pure rule on them, write what it
 * says together with the audit events, commit as one.
 *
 * The rule cannot await, so nothing slow can sit inside the transaction; and it gets the time from here, so the
 * database decides which clock counts. On SQLite the lock is `BEGIN IMMEDIATE`.
 */
import { and, eq, gte, isNull, ne } from "drizzle-orm";
import type { Account, AuditEvent, Change, Decision, Family } from "@/lib/session/decision";
import type { SessionRecord } from "@/lib/session/session";
import type { Client } from "./client";
import { withEngineErrors } from "./errors";
import { auditEvents, draftKeys, refreshTokens, sessions, users } from "./schema";

type Rule<Found, Outcome> = (found: Found | null, now: number) => Decision<Outcome>;

/** @param clock milliseconds since the epoch */
export function createChanges(client: Client, clock: () => number) {
  const listeners = new Set<(events: AuditEvent[]) => void>();

  /** Everything that only reads its way to the rows; the caller's rule decides. */
  function run<Found, Outcome>(load: () => Found | null, rule: Rule<Found, Outcome>): Outcome {
    const { outcome, events } = withEngineErrors(() =>
      client.transaction(
        () => {
          const decision = rule(load(), clock());
          for (const change of decision.changes) apply(client, change);
          for (const event of decision.events) insertEvent(client, event);
          return decision;
        },
        { behavior: "immediate" },
      ),
    );
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
      return run(() => loadFamily(client, hash, options.account), rule);
    },

    /** Changes one session, whoever's it is. */
    async changeSession<Outcome>(id: string, rule: Rule<SessionRecord, Outcome>): Promise<Outcome> {
      return run(() => client.select().from(sessions).where(eq(sessions.id, id)).get() ?? null, rule);
    },

    /** Changes a user and, with it, any of the user's living sessions. */
    async changeAccount<Outcome>(
      key: { id: string } | { email: string },
      rule: Rule<Account, Outcome>,
    ): Promise<Outcome> {
      return run(() => loadAccount(client, key), rule);
    },
  };
}

function loadFamily(client: Client, hash: string, withAccount: boolean): Family | null {
  const found = client
    .select({ token: refreshTokens, session: sessions })
    .from(refreshTokens)
    .innerJoin(sessions, eq(sessions.id, refreshTokens.sessionId))
    .where(eq(refreshTokens.hash, hash))
    .get();
  if (!found) return null;
  const { token, session } = found;
  const successor = client
    .select()
    .from(refreshTokens)
    .where(and(eq(refreshTokens.sessionId, session.id), eq(refreshTokens.generation, token.generation + 1)))
    .get();
  return {
    token,
    session,
    successor: successor ?? null,
    account: withAccount ? loadAccount(client, { id: session.userId }) : null,
  };
}

function loadAccount(client: Client, key: { id: string } | { email: string }): Account | null {
  const where = "id" in key ? eq(users.id, key.id) : eq(users.email, key.email);
  const user = client.select().from(users).where(where).get();
  if (!user) return null;
  const living = client
    .select()
    .from(sessions)
    .where(and(eq(sessions.userId, user.id), isNull(sessions.endedAt)))
    .all();
  return { user, sessions: living };
}

function apply(client: Client, change: Change): void {
  switch (change.kind) {
    case "insert-user":
      client.insert(users).values(change.user).run();
      return;
    case "update-user":
      client.update(users).set(change.set).where(eq(users.id, change.id)).run();
      return;
    case "insert-session":
      client.insert(sessions).values(change.session).run();
      return;
    case "update-session":
      client.update(sessions).set(change.set).where(eq(sessions.id, change.id)).run();
      return;
    case "insert-token":
      client.insert(refreshTokens).values(change.token).run();
      return;
    case "update-token":
      client.update(refreshTokens).set(change.set).where(eq(refreshTokens.hash, change.hash)).run();
      return;
    case "revoke-tokens":
      revokeTokens(client, change.sessionId, change.at);
      return;
    case "forget-drafts":
      client.delete(draftKeys).where(draftKeysOf(change)).run();
      return;
  }
}

function draftKeysOf({ browserId, of }: Extract<Change, { kind: "forget-drafts" }>) {
  const whose = "userId" in of ? eq(draftKeys.userId, of.userId) : ne(draftKeys.userId, of.everybodyBut);
  return and(eq(draftKeys.browserId, browserId), whose);
}

/** Only the newest two rows can still hold anything; the thousands before them were wiped as they aged. */
function revokeTokens(client: Client, sessionId: string, at: number): void {
  const session = client
    .select({ generation: sessions.generation })
    .from(sessions)
    .where(eq(sessions.id, sessionId))
    .get();
  client
    .update(refreshTokens)
    .set({ revokedAt: at, sealedSuccessor: null })
    .where(
      and(
        eq(refreshTokens.sessionId, sessionId),
        gte(refreshTokens.generation, (session?.generation ?? 0) - 1),
      ),
    )
    .run();
}

/** Appends one audit event. */
export function insertEvent(client: Client, { actor, ...event }: AuditEvent): void {
  client
    .insert(auditEvents)
    .values({
      ...event,
      actorUserId: actor.userId,
      actorSessionId: actor.sessionId,
      ipAddress: actor.ipAddress,
      device: actor.device,
    })
    .run();
}

/**
 * Ending sessions: one, all others, or all. The row of an ended session stays, so that a later request can be told why.
 */
import type { Account, Actor, Change, Decision, Effects } from "./decision";
import { noChange } from "./decision";
import type { EndReason } from "./reasons";
import { limitAt, reachedLimit, type SessionRecord } from "./session";

/** The actor when a rule ended the session, such as a limit. */
export const NO_ACTOR: Actor = { userId: null, sessionId: null, ipAddress: null, device: null };

/**
 * Ends one living session and revokes its tokens, sealed successors included. A session that had reached a limit before
 * ended there: at that instant, for that reason, without an actor.
 */
export function endSession(session: SessionRecord, reason: EndReason, actor: Actor, now: number): Effects {
  const limit = reachedLimit(session, now);
  const end = limit ? { at: limitAt(session), reason: limit, actor: NO_ACTOR } : { at: now, reason, actor };
  return {
    changes: [
      { kind: "update-session", id: session.id, set: { endedAt: end.at, endedReason: end.reason } },
      { kind: "revoke-tokens", sessionId: session.id, at: now },
    ],
    events: [{ name: "session_ended", userId: session.userId, sessionId: session.id, ...end }],
  };
}

/**
 * An end that was asked for is final, also for a session that had reached a limit before: the provider that it came from
 * cannot bring it back (`lib/session/sign-in/silent-sign-in.ts`). Written after the sessions have ended.
 *
 * @param sessionId the one session; null for all ended ones of the user
 */
export function forgetProviderSignIns(userId: string, sessionId: string | null): Change {
  return { kind: "forget-provider-sign-ins", userId, sessionId };
}

/** Records that a session has reached a limit, unless that is recorded already. */
export function recordExpiry(session: SessionRecord, now: number): Effects {
  const limit = session.endedAt === null ? reachedLimit(session, now) : null;
  return limit ? endSession(session, limit, NO_ACTOR, now) : { changes: [], events: [] };
}

/** Ends several sessions for the same reason. */
export function endSessions(
  sessions: SessionRecord[],
  reason: EndReason,
  actor: Actor,
  now: number,
): Effects {
  const all = sessions.map((session) => endSession(session, reason, actor, now));
  return { changes: all.flatMap((one) => one.changes), events: all.flatMap((one) => one.events) };
}

/**
 * Ends one session on request. Repeating the request is harmless: the first end stands.
 *
 * @param session null when there is none that the caller may end
 * @returns outcome: whether there was such a session
 */
export function decideRevoke(
  session: SessionRecord | null,
  command: { reason: EndReason; actor: Actor },
  now: number,
): Decision<{ found: boolean }> {
  if (!session) return noChange({ found: false });
  const ended =
    session.endedAt === null
      ? endSession(session, command.reason, command.actor, now)
      : { changes: [], events: [] };
  return {
    outcome: { found: true },
    changes: [...ended.changes, forgetProviderSignIns(session.userId, session.id)],
    events: ended.events,
  };
}

/**
 * Ends all sessions of an account, or all but one.
 *
 * @param command.keep id of the session that stays; null ends every one
 * @returns outcome: how many were alive until now
 */
export function decideRevokeAll(
  account: Account | null,
  command: { keep: string | null; reason: EndReason; actor: Actor },
  now: number,
): Decision<{ revoked: number }> {
  const victims = (account?.sessions ?? []).filter((session) => session.id !== command.keep);
  const alive = victims.filter((session) => reachedLimit(session, now) === null);
  const ended = endSessions(victims, command.reason, command.actor, now);
  return {
    outcome: { revoked: alive.length },
    changes: [...ended.changes, ...(account ? [forgetProviderSignIns(account.user.id, null)] : [])],
    events: ended.events,
  };
}

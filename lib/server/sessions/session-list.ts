/**
 * A user's sessions, which the screen calls devices: list, name and end them.
 */

import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { hashToken } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { changeAccountFor, changeSessionFor } from "@/lib/server/for-caller";
import { isoTime } from "@/lib/server/iso-time";
import { userLimitPolicy } from "@/lib/server/rate-limit";
import { endedSessionView, sessionView, storedEnd } from "@/lib/server/views";
import type { EndedSessionView, SessionView, TimelineView } from "@/lib/session/contract";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { decideRename } from "@/lib/session/naming";
import { decideRevoke, decideRevokeAll } from "@/lib/session/revocation";
import { limitAt, reachedLimit, type SessionRecord } from "@/lib/session/session";
import type { SessionEnd } from "@/lib/session/session-events";
import type { Principal } from "./sessions";

/** How many audit events of ends are read; more than the history shows. */
const MAX_END_EVENTS = 400;
/** About four days of a session that is always open. */
const MAX_GENERATIONS = 400;

/** The user whose sessions to list, and the session of the caller. */
export interface SessionListOf {
  userId: string;
  /** Null when an administrator asks. */
  currentSessionId: string | null;
}

/** @returns the sessions that are alive, the current one first, then the most recently active. */
export async function listSessions({ userId, currentSessionId }: SessionListOf): Promise<SessionView[]> {
  const db = database();
  const [sessions, now] = await Promise.all([db.listLiving(userId), db.now()]);
  return livingViews(sessions, currentSessionId, now);
}

/** @returns how many sessions `listSessions` would list */
export async function countSessions(userId: string): Promise<number> {
  const db = database();
  return db.countLiving(userId, await db.now());
}

/**
 * @param sessions those without an end, the most recently active first
 * @param now milliseconds since the epoch
 * @returns those that have reached no limit, the current one first
 */
export function livingViews(
  sessions: SessionRecord[],
  currentSessionId: string | null,
  now: number,
): SessionView[] {
  return sessions
    .filter((session) => reachedLimit(session, now) === null)
    .map((session) => sessionView(session, currentSessionId))
    .sort((a, b) => Number(b.current) - Number(a.current)); // stable: the rest keeps its order
}

/** @returns the sessions that have ended, the last ended first, each with its reason. */
export async function listEndedSessions({ userId }: { userId: string }): Promise<EndedSessionView[]> {
  const db = database();
  const now = await db.now();
  const [sessions, ends] = await Promise.all([
    db.listEnded(userId, now),
    db.listEventsNamed(userId, "session_ended", MAX_END_EVENTS),
  ]);
  const endOf = new Map(ends.map((event) => [event.sessionId, event]));
  return sessions
    .flatMap((session) => {
      const end = storedEnd(session, endOf.get(session.id) ?? null, now);
      return end ? [endedSessionView(session, end)] : [];
    })
    .sort((a, b) => b.endedAt.localeCompare(a.endedAt));
}

/**
 * Finds how the session of a refresh token ended. The caller may know, because it was signed in with that token.
 *
 * @param presented a refresh token, used up or not
 * @returns null when there is no such session, or it is alive
 */
export async function findEnd(presented: string): Promise<SessionEnd | null> {
  const db = database();
  const [found, now] = await Promise.all([db.findByToken(hashToken(presented)), db.now()]);
  if (!found) return null;
  const { session } = found;
  const ends = await db.listEventsNamed(session.userId, "session_ended", MAX_END_EVENTS);
  return storedEnd(session, ends.find((event) => event.sessionId === session.id) ?? null, now);
}

/**
 * Describes the rotations of a session's refresh token.
 *
 * @param userId the user the session must belong to
 * @returns the timeline, its times to the minute; or `not_found`
 */
export async function describeTimeline(userId: string, sessionId: string): Promise<TimelineView | Failure> {
  const db = database();
  const [found, now] = await Promise.all([db.findSession(sessionId), db.now()]);
  if (found?.user.id !== userId) return fail("not_found");
  const [tokens, reuses] = await Promise.all([
    db.listGenerations(sessionId, MAX_GENERATIONS),
    db.listEventsNamed(userId, "reuse_detected", MAX_END_EVENTS),
  ]);
  const { session } = found;
  const reuse = reuses.find((event) => event.sessionId === sessionId);
  const endedAt = session.endedAt ?? (reachedLimit(session, now) ? limitAt(session) : null);
  const repeated = new Set(
    tokens.filter((token) => token.repeatedAt !== null).map((token) => token.generation + 1),
  );
  return {
    startedAt: toIsoMinute(session.createdAt),
    endedAt: endedAt === null ? null : toIsoMinute(endedAt),
    generations: tokens
      .map(({ generation, createdAt }) => ({
        generation,
        at: toIsoMinute(createdAt),
        repeated: repeated.has(generation),
      }))
      .reverse(),
    reusedAt: reuse ? toIsoMinute(reuse.at) : null,
  };
}

function toIsoMinute(instant: number): string {
  return isoTime(Math.floor(instant / 60_000) * 60_000);
}

/**
 * Names a device.
 *
 * @param label null removes the name
 * @returns the session; or `not_found`, `rate_limited`, or the codes of `changeSessionFor`
 */
export async function renameSession(
  principal: Principal,
  sessionId: string,
  label: string | null,
  client: ClientInfo,
): Promise<SessionView | Failure> {
  const { user, session: current } = principal;
  const actor = actorOf(client, current);
  const renamed = await changeSessionFor(principal, sessionId, (session, now, { nameChanges: usage }) => {
    const own = session?.userId === user.id ? session : null;
    return decideRename(own, { label, actor, usage }, now, userLimitPolicy());
  });
  return isFailure(renamed) ? renamed : sessionView(renamed, current.id);
}

/**
 * Ends one of the user's sessions.
 *
 * @returns null; or `not_found` for an unknown session and another user's alike, or the codes of `changeSessionFor`
 */
export async function revokeSession(
  principal: Principal,
  sessionId: string,
  client: ClientInfo,
): Promise<Failure | null> {
  const { user, session: current } = principal;
  const reason = sessionId === current.id ? "signed_out" : "user";
  const actor = actorOf(client, current);
  const outcome = await changeSessionFor(principal, sessionId, (session, now) => {
    const own = session?.userId === user.id ? session : null;
    return decideRevoke(own, { reason, actor }, now);
  });
  if (isFailure(outcome)) return outcome;
  return outcome.found ? null : fail("not_found");
}

/**
 * Ends all other sessions of the user, or all of them. @returns how many were alive; or the codes of
 * `changeSessionFor`.
 */
export async function revokeSessions(
  principal: Principal,
  scope: "others" | "all",
  client: ClientInfo,
): Promise<{ revoked: number } | Failure> {
  const { user, session: current } = principal;
  const command =
    scope === "others"
      ? ({ keep: current.id, reason: "user" } as const)
      : ({ keep: null, reason: "revoked_everywhere" } as const);
  const actor = actorOf(client, current);
  return changeAccountFor(principal, { id: user.id }, (account, now) =>
    decideRevokeAll(account, { ...command, actor }, now),
  );
}

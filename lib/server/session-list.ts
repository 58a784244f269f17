/**
 * A user's devices: list them, name them, end them.
 */
import type { EndedSessionView, SessionView, TimelineView } from "@/lib/session/contract";
import { noChange } from "@/lib/session/decision";
import { type Failure, fail } from "@/lib/session/failure";
import { decideRevoke, decideRevokeAll } from "@/lib/session/revocation";
import { expiresAt, reachedLimit, type SessionRecord } from "@/lib/session/session";
import type { SessionEnd } from "@/lib/session/session-events";
import { actorOf, type ClientInfo } from "./client-info";
import { hashToken } from "./crypto";
import { database } from "./database";
import type { Principal } from "./sessions";
import { endedSessionView, sessionView, storedEnd } from "./views";

/** How many ends are looked through for who made them; more than the history shows. */
const MOST_ENDS = 400;
/** About four days of a session that is always open. */
const MOST_GENERATIONS = 400;

/** Whose devices, seen from which of them. */
export interface DeviceListOf {
  userId: string;
  /** Null when an administrator looks. */
  currentSessionId: string | null;
}

/** @returns the living sessions, the current one first, then the most recently active. */
export async function listSessions({ userId, currentSessionId }: DeviceListOf): Promise<SessionView[]> {
  const db = database();
  const [sessions, now] = await Promise.all([db.listLiving(userId), db.now()]);
  return sessions
    .filter((session) => reachedLimit(session, now) === null)
    .map((session) => sessionView(session, currentSessionId))
    .sort((a, b) => Number(b.current) - Number(a.current)); // stable: the rest keeps its order
}

/** @returns the sessions that are over, the last ended first, each with why. */
export async function listEndedSessions({ userId }: { userId: string }): Promise<EndedSessionView[]> {
  const db = database();
  const now = await db.now();
  const [sessions, ends] = await Promise.all([
    db.listEnded(userId, now),
    db.listEventsNamed(userId, "session_ended", MOST_ENDS),
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
 * How the session ended that a browser still holds a token of. Whoever holds it was signed in with it.
 *
 * @param presented a refresh token, used up or not
 * @returns null when there is no such session, or it is alive
 */
export async function findEnd(presented: string): Promise<SessionEnd | null> {
  const db = database();
  const [found, now] = await Promise.all([db.findByToken(hashToken(presented)), db.now()]);
  if (!found) return null;
  const { session } = found;
  const ends = await db.listEventsNamed(session.userId, "session_ended", MOST_ENDS);
  return storedEnd(session, ends.find((event) => event.sessionId === session.id) ?? null, now);
}

/**
 * How a session's refresh token went from generation to generation.
 *
 * @param userId whose session it has to be
 */
export async function describeTimeline(userId: string, sessionId: string): Promise<TimelineView | Failure> {
  const db = database();
  const [found, now] = await Promise.all([db.findSession(sessionId), db.now()]);
  if (found?.user.id !== userId) return fail("not_found");
  const [tokens, reuses] = await Promise.all([
    db.listGenerations(sessionId, MOST_GENERATIONS),
    db.listEventsNamed(userId, "reuse_detected", MOST_ENDS),
  ]);
  const { session } = found;
  const reuse = reuses.find((event) => event.sessionId === sessionId);
  const endedAt = session.endedAt ?? (reachedLimit(session, now) ? expiresAt(session) : null);
  const repeated = new Set(
    tokens.filter((token) => token.repeatedAt !== null).map((token) => token.generation + 1),
  );
  return {
    startedAt: toTheMinute(session.createdAt),
    endedAt: endedAt === null ? null : toTheMinute(endedAt),
    generations: tokens
      .map(({ generation, createdAt }) => ({
        generation,
        at: toTheMinute(createdAt),
        repeated: repeated.has(generation),
      }))
      .reverse(),
    reusedAt: reuse ? toTheMinute(reuse.at) : null,
  };
}

function toTheMinute(instant: number): string {
  return new Date(Math.floor(instant / 60_000) * 60_000).toISOString();
}

/** Names a device; null takes the name away again. */
export async function renameDevice(
  { user, session: current }: Principal,
  sessionId: string,
  label: string | null,
  client: ClientInfo,
): Promise<SessionView | Failure> {
  const { outcome: renamed } = await database().changeSession<SessionRecord | null>(
    sessionId,
    (session, now) => {
      if (!session || session.userId !== user.id || session.endedAt !== null) return noChange(null);
      const actor = actorOf(client, current);
      return {
        outcome: { ...session, label },
        changes: [{ kind: "update-session", id: session.id, set: { label } }],
        events: [
          { name: "device_renamed", at: now, userId: user.id, sessionId: session.id, actor, reason: null },
        ],
      };
    },
  );
  return renamed ? sessionView(renamed, current.id) : fail("not_found");
}

/** Ends one of the user's sessions. Somebody else's and an unknown one look the same from here. */
export async function revokeDevice(
  { user, session: current }: Principal,
  sessionId: string,
  client: ClientInfo,
): Promise<Failure | null> {
  const reason = sessionId === current.id ? "signed_out" : "user";
  const actor = actorOf(client, current);
  const { outcome } = await database().changeSession(sessionId, (session, now) => {
    const own = session?.userId === user.id ? session : null;
    return decideRevoke(own, { reason, actor }, now);
  });
  return outcome.found ? null : fail("not_found");
}

/** Ends all other sessions of the user, or all of them. */
export async function revokeDevices(
  { user, session: current }: Principal,
  scope: "others" | "all",
  client: ClientInfo,
): Promise<{ revoked: number }> {
  const command =
    scope === "others"
      ? ({ keep: current.id, reason: "user" } as const)
      : ({ keep: null, reason: "revoked_everywhere" } as const);
  const actor = actorOf(client, current);
  const { outcome } = await database().changeAccount({ id: user.id }, (account, now) =>
    decideRevokeAll(account, { ...command, actor }, now),
  );
  return outcome;
}

/**
 * A user's devices: list them, name them, end them.
 */
import type { EndedSessionView, SessionView } from "@/lib/session/contract";
import { nothing } from "@/lib/session/decision";
import { decideRevoke, decideRevokeAll } from "@/lib/session/revocation";
import { reachedLimit, type SessionRecord } from "@/lib/session/session";
import { database } from "./database";
import { type Refusal, refuse } from "./refusal";
import { actorOf, type Requester } from "./requester";
import type { Principal } from "./sessions";
import { endedSessionView, sessionView } from "./views";

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
  const ended = (await db.listEnded(userId, now)).map((session) => endedSessionView(session, now));
  return ended.sort((a, b) => b.endedAt.localeCompare(a.endedAt));
}

/** Names a device; null takes the name away again. */
export async function renameDevice(
  { user, session: current }: Principal,
  sessionId: string,
  label: string | null,
  requester: Requester,
): Promise<SessionView | Refusal> {
  const renamed = await database().changeSession<SessionRecord | null>(sessionId, (session, now) => {
    if (!session || session.userId !== user.id || session.endedAt !== null) return nothing(null);
    const actor = actorOf(requester, current);
    return {
      outcome: { ...session, label },
      changes: [{ kind: "update-session", id: session.id, set: { label } }],
      events: [
        { name: "device_renamed", at: now, userId: user.id, sessionId: session.id, actor, reason: null },
      ],
    };
  });
  return renamed ? sessionView(renamed, current.id) : refuse("not_found");
}

/** Ends one of the user's sessions. Somebody else's and an unknown one look the same from here. */
export async function revokeDevice(
  { user, session: current }: Principal,
  sessionId: string,
  requester: Requester,
): Promise<Refusal | null> {
  const reason = sessionId === current.id ? "signed_out" : "user";
  const actor = actorOf(requester, current);
  const { found } = await database().changeSession(sessionId, (session, now) => {
    const own = session?.userId === user.id ? session : null;
    return decideRevoke(own, { reason, actor }, now);
  });
  return found ? null : refuse("not_found");
}

/** Ends all other sessions of the user, or all of them. */
export async function revokeDevices(
  { user, session: current }: Principal,
  scope: "others" | "all",
  requester: Requester,
): Promise<{ revoked: number }> {
  const command =
    scope === "others"
      ? ({ keep: current.id, reason: "user" } as const)
      : ({ keep: null, reason: "revoked_everywhere" } as const);
  const actor = actorOf(requester, current);
  return database().changeAccount({ id: user.id }, (account, now) =>
    decideRevokeAll(account, { ...command, actor }, now),
  );
}

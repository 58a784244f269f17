/**
 * Rows as the API shows them: only the fields that the caller needs, so that a new column stays internal until its
 * field is added here (OWASP ASVS 5.0, 15.3.1).
 */

import type { StoredEvent } from "@/db/queries/audit";
import type { AdminUserView } from "@/lib/session/admin/admin-contract";
import type { EndedSessionView, SessionView, UserView } from "@/lib/session/contract";
import type { Actor } from "@/lib/session/decision";
import {
  endReason,
  expiresAt,
  idleExpiresAt,
  limitAt,
  type SessionRecord,
  type UserRecord,
} from "@/lib/session/session";
import { type SessionEnd, sessionEnd } from "@/lib/session/session-events";
import type { AuthenticatorView } from "@/lib/session/sign-in/sign-in-contract";
import type { AuthenticatorRecord } from "@/lib/session/sign-in/sign-in-records";
import { displayEmail } from "./email";
import { isoTime, isoTimeOrNull } from "./iso-time";

/** @returns a user as the user sees it */
export function userView(user: UserRecord): UserView {
  return {
    id: user.id,
    email: displayEmail(user.email),
    name: user.name,
    roles: user.roles,
    createdAt: isoTime(user.createdAt),
    ...(user.deletionAt !== null && { deletionAt: isoTime(user.deletionAt) }),
  };
}

/** @returns a user as administrators see it */
export function adminUserView(user: UserRecord): AdminUserView {
  return { ...userView(user), disabledAt: isoTimeOrNull(user.disabledAt) };
}

/** @param currentSessionId the session that asks, if it is one of the same user @returns a session as its user sees it */
export function sessionView(session: SessionRecord, currentSessionId: string | null): SessionView {
  return {
    id: session.id,
    current: session.id === currentSessionId,
    impersonator:
      session.impersonatorId === null
        ? null
        : { id: session.impersonatorId, name: session.impersonatorName ?? "" },
    binding: session.binding,
    label: session.label,
    browser: session.browser,
    browserVersion: session.browserVersion,
    os: session.os,
    osVersion: session.osVersion,
    device: session.device,
    userAgent: session.userAgent,
    ipAddress: session.ipAddress,
    location: session.location,
    createdAt: isoTime(session.createdAt),
    lastActiveAt: isoTime(session.lastPresenceAt),
    idleExpiresAt: isoTime(idleExpiresAt(session)),
    absoluteExpiresAt: isoTime(session.absoluteExpiresAt),
    expiresAt: isoTime(expiresAt(session)),
    rememberMe: session.rememberMe,
    authMethods: session.authMethods,
  };
}

/** @returns an authenticator without its secret */
export function authenticatorView(authenticator: AuthenticatorRecord): AuthenticatorView {
  const { id, type, name, createdAt, lastUsedAt } = authenticator;
  return {
    id,
    type,
    name,
    createdAt: isoTime(createdAt),
    lastUsedAt: isoTimeOrNull(lastUsedAt),
  };
}

/**
 * Describes how a session ended.
 *
 * @param end the audit event of its end; null when it ran into a limit and no event was recorded yet
 * @param now milliseconds since the epoch; a session past a limit ended at that limit, recorded or not
 * @returns null while the session is alive
 */
export function storedEnd(session: SessionRecord, end: StoredEvent | null, now: number): SessionEnd | null {
  const reason = endReason(session, now);
  if (reason === null) return null;
  const at = session.endedAt ?? limitAt(session);
  return sessionEnd({ at, userId: session.userId, actor: actorOfStored(end) }, session.id, reason);
}

/** An ended session, as its owner's history shows it. */
export function endedSessionView(
  session: SessionRecord,
  { reason, at, by, from }: SessionEnd,
): EndedSessionView {
  return { ...sessionView(session, null), endedAt: at, endedReason: reason, endedBy: by, endedFrom: from };
}

/** @returns the actor of a stored event; an empty one when there is no event. */
function actorOfStored(event: StoredEvent | null): Actor {
  return {
    userId: event?.actorUserId ?? null,
    sessionId: event?.actorSessionId ?? null,
    ipAddress: event?.ipAddress ?? null,
    device: event?.device ?? null,
  };
}

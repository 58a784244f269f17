/**
 * A session after its sign-in: sign-out, presence, and the user a credential belongs to.
 */

import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { config } from "@/lib/server/config";
import { hashToken } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { isoTime } from "@/lib/server/iso-time";
import { activeView, findActiveMembership } from "@/lib/server/organizations/active-membership";
import { verifyAccessToken } from "@/lib/server/tokens/access-token";
import { sessionView, userView } from "@/lib/server/views";
import { authorizeBearer, authorizePageToken } from "@/lib/session/bearer";
import type { ActiveView, ActivityView, CurrentSessionView } from "@/lib/session/contract";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { decidePresence } from "@/lib/session/presence";
import type { EndReason } from "@/lib/session/reasons";
import type { SessionRecord, UserRecord } from "@/lib/session/session";
import { decideSignOut } from "@/lib/session/sign-out";

/** The user and session a credential belongs to. */
export interface Principal {
  user: UserRecord;
  session: SessionRecord;
  /** The database's time when they were read, in milliseconds since the epoch. */
  now: number;
}

/** The principal of an access token. */
export interface BearerPrincipal extends Principal {
  /** When the user last proved who they are, in milliseconds since the epoch. */
  authTime: number;
}

/**
 * Ends the sessions of the refresh tokens a browser holds. A session that has ended, or never was, is no error; a token
 * from before a password change ends nothing.
 */
export async function signOut(tokens: string[], client: ClientInfo): Promise<void> {
  for (const token of tokens) {
    await database().changeByToken(hashToken(token), { account: false }, (family, now) =>
      decideSignOut(family, actorOf(client, family?.session ?? null), now, config().refresh),
    );
  }
}

/**
 * Describes the session of a refresh token. Pure reading: nothing is changed or extended.
 *
 * @param presented the refresh token
 */
export async function describeCurrent(presented: string): Promise<CurrentSessionView> {
  return currentView(await findPrincipal(presented));
}

/**
 * Describes the active session of a browser, with the organization and the workspace it works in. Pure reading.
 *
 * @param presented the refresh token; null when the browser holds none that it may use
 * @param reasonWithoutToken the reason to give when there is no token
 */
export async function describeBrowser(
  presented: string | null,
  reasonWithoutToken: EndReason | null = null,
): Promise<CurrentSessionView & ActiveView> {
  const found = presented === null ? { reason: reasonWithoutToken } : await findPrincipal(presented);
  const membership = "session" in found ? await findActiveMembership(found.session) : null;
  return { ...(await currentView(found)), ...activeView(membership) };
}

async function currentView(found: Principal | { reason: EndReason | null }): Promise<CurrentSessionView> {
  if ("reason" in found) {
    const serverTime = isoTime(await database().now());
    return { authenticated: false, ...(found.reason ? { reason: found.reason } : {}), serverTime };
  }
  const { user, session, now } = found;
  return {
    authenticated: true,
    user: userView(user),
    session: sessionView(session, session.id),
    serverTime: isoTime(now),
  };
}

/**
 * Finds the principal of a refresh token, to show pages to. Pure reading: nothing is rotated or extended.
 *
 * @returns the principal; or why its session is over, or `reason: null` when the token is unknown or merely too old
 */
export async function findPrincipal(presented: string): Promise<Principal | { reason: EndReason | null }> {
  const db = database();
  const [found, now] = await Promise.all([db.findByToken(hashToken(presented)), db.now()]);
  if (!found) return { reason: null };
  const { session, user, token } = found;
  return authorizePageToken(token, session, now, config().refresh) ?? { session, user, now };
}

/**
 * Finds the principal of an access token: signature and claims first, then the session's row.
 *
 * @returns the principal; or `not_authenticated`, `token_expired`, or `session_expired` and `session_revoked` with the
 *   reason
 */
export async function authenticateBearer(accessToken: string): Promise<BearerPrincipal | Failure> {
  const db = database();
  const now = await db.now();
  const verified = await verifyAccessToken(accessToken, now);
  if (isFailure(verified)) return verified;

  const { claims } = verified;
  const found = await db.findSession(claims.sid);
  const outcome = authorizeBearer(claims, found?.session ?? null, now, config().refresh);
  if (isFailure(outcome)) return outcome;
  if (!found) return fail("not_authenticated");
  if (outcome.firstSeen) await db.markSeen(claims.sid, claims.gen, now);
  return { ...found, now, authTime: claims.auth_time * 1000 };
}

/**
 * Records presence.
 *
 * @param idleFor milliseconds since the last human input, as the browser reports it
 * @returns the session's limits as they now stand; or `not_authenticated`, `session_expired`, `session_revoked`
 */
export async function recordPresence(sessionId: string, idleFor: number): Promise<ActivityView | Failure> {
  const { outcome, now } = await database().changeSession(sessionId, (session, now) =>
    decidePresence(session, { idleFor }, now),
  );
  if (isFailure(outcome)) return outcome;
  const { idleExpiresAt, absoluteExpiresAt } = sessionView(outcome.session, null);
  return { idleExpiresAt, absoluteExpiresAt, serverTime: isoTime(now) };
}

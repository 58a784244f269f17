/**
 * The life of a session after its sign-in: refresh, sign-out, presence, and who a credential speaks for.
 */
import { authorizeBearer, authorizePageToken } from "@/lib/session/bearer";
import type { ActivityView, CurrentSessionView } from "@/lib/session/contract";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { decidePresence } from "@/lib/session/presence";
import type { EndReason } from "@/lib/session/reasons";
import { decideRevoke } from "@/lib/session/revocation";
import type { SessionRecord, UserRecord } from "@/lib/session/session";
import { verifyAccessToken } from "./access-token";
import { actorOf, type ClientInfo } from "./client-info";
import { config } from "./config";
import { hashToken } from "./crypto";
import { database } from "./database";
import { sessionView, userView } from "./views";

/** Who a request speaks for, and the database's time when that was found. */
export interface Principal {
  user: UserRecord;
  session: SessionRecord;
  now: number;
}

/** A bearer's principal, with when its holder last proved who they are (milliseconds since the epoch). */
export interface BearerPrincipal extends Principal {
  authTime: number;
}

/**
 * Ends the sessions whose refresh tokens a browser holds. Ending what has ended, or never was, is no error.
 */
export async function signOut(held: string[], requester: ClientInfo): Promise<void> {
  for (const token of held) {
    await database().changeByToken(hashToken(token), { account: false }, (family, now) => {
      const session = family?.session ?? null;
      const actor = actorOf(requester, session);
      return decideRevoke(session, { reason: "signed_out", actor }, now);
    });
  }
}

/**
 * Describes the session of a refresh token. Pure reading: nothing is changed or extended.
 *
 * @param presented the refresh token; null when the browser holds none that it may use
 * @param reasonWithoutToken the reason to give when there is no token
 */
export async function describeCurrent(
  presented: string | null,
  reasonWithoutToken: EndReason | null = null,
): Promise<CurrentSessionView> {
  const found = presented === null ? { reason: reasonWithoutToken } : await findPrincipal(presented);
  if ("reason" in found) {
    const serverTime = new Date(await database().now()).toISOString();
    return { authenticated: false, ...(found.reason ? { reason: found.reason } : {}), serverTime };
  }
  const { user, session, now } = found;
  return {
    authenticated: true,
    user: userView(user),
    session: sessionView(session, session.id),
    serverTime: new Date(now).toISOString(),
  };
}

/**
 * Finds whom a refresh token may show pages to. Pure reading: nothing is rotated or extended.
 *
 * @returns the principal, or why there is none; the reason is null when there is nothing to explain
 */
export async function findPrincipal(presented: string): Promise<Principal | { reason: EndReason | null }> {
  const db = database();
  const [found, now] = await Promise.all([db.findByToken(hashToken(presented)), db.now()]);
  if (!found) return { reason: null };
  const { session, user, generation } = found;
  return authorizePageToken({ generation }, session, now) ?? { session, user, now };
}

/** Finds whom an access token speaks for: signature and claims first, then the session's row. */
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
  return { idleExpiresAt, absoluteExpiresAt, serverTime: new Date(now).toISOString() };
}

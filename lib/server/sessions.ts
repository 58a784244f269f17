/**
 * The life of a session after its sign-in: refresh, sign-out, presence, and who a credential speaks for.
 */
import { authorizeBearer, authorizePageToken } from "@/lib/session/bearer";
import type { ActivityView, CurrentSessionView } from "@/lib/session/contract";
import { noChange } from "@/lib/session/decision";
import { decidePresence } from "@/lib/session/presence";
import type { EndReason } from "@/lib/session/reasons";
import { decideRefresh, type RefreshOutcome } from "@/lib/session/refresh";
import { decideRevoke } from "@/lib/session/revocation";
import type { SessionRecord, UserRecord } from "@/lib/session/session";
import { verifyAccessToken } from "./access-token";
import { actorOf, type ClientInfo } from "./client-info";
import { config } from "./config";
import { hashToken, newRefreshToken, openSuccessor, sealSuccessor } from "./crypto";
import { database } from "./database";
import { isRefusal, type Refusal, refusalOf, refuse } from "./refusal";
import { type Grant, sessionView, userView } from "./views";

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
 * Makes what a rotation may need before its transaction begins: a random successor, sealed under the token presented.
 */
export function successorFor(presented: string) {
  const token = newRefreshToken();
  return { token, candidate: { hash: hashToken(token), sealed: sealSuccessor(presented, token) } };
}

/**
 * Turns what the rules say of a presented token into what its holder gets.
 *
 * @param presented the refresh token from the cookie
 * @param successor the token to hand out if the rules rotated
 */
export function grantedToken(
  outcome: RefreshOutcome,
  presented: string,
  successor: string,
): { session: SessionRecord; refreshToken: string } | Refusal {
  switch (outcome.kind) {
    case "rotated":
      return { session: outcome.session, refreshToken: successor };
    case "repeated":
      return { session: outcome.session, refreshToken: openSuccessor(presented, outcome.sealedSuccessor) };
    case "refused":
      return refusalOf(outcome);
  }
}

/** Whom the caller believes to renew; what it leaves out it does not know. */
export interface Expectation {
  userId?: string | undefined;
  sessionId?: string | undefined;
}

interface Renewed {
  answer: RefreshOutcome | Refusal;
  /** Null when nobody has the token. */
  user: UserRecord | null;
  now: number;
}

/**
 * Renews a session from its refresh token.
 *
 * @returns `session_mismatch` when the token belongs to somebody, or to a session, other than expected
 */
export async function refresh(
  presented: string,
  expected: Expectation,
  requester: ClientInfo,
): Promise<Grant | Refusal> {
  const policy = config().refresh;
  const successor = successorFor(presented);

  const { answer, user, now } = await database().changeByToken<Renewed>(
    hashToken(presented),
    { account: policy.reuseResponse === "user", signal: requester.signal },
    (family, now) => {
      const user = family?.user ?? null;
      if (family && !isExpected(family.session, expected)) {
        return noChange({ answer: refuse("session_mismatch"), user, now });
      }
      const command = { candidate: successor.candidate, actor: actorOf(requester, family?.session ?? null) };
      const decision = decideRefresh(family, command, now, policy);
      return { ...decision, outcome: { answer: decision.outcome, user, now } };
    },
  );
  if (isRefusal(answer)) return answer;
  const granted = grantedToken(answer, presented, successor.token);
  if (isRefusal(granted)) return granted;
  if (!user) return refuse("not_authenticated");
  return { ...granted, user, authTime: granted.session.authenticatedAt, now };
}

function isExpected(session: SessionRecord, { userId, sessionId }: Expectation): boolean {
  return (userId ?? session.userId) === session.userId && (sessionId ?? session.id) === session.id;
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
 * @returns who is signed in with a refresh token, or that nobody is and why; changes and extends nothing.
 * @param left whether the person has signed out here without reaching us
 */
export async function describeCurrent(presented: string | null, left: boolean): Promise<CurrentSessionView> {
  const found = await findCurrent(presented, left);
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

async function findCurrent(presented: string | null, left: boolean) {
  if (presented === null) return { reason: null };
  return left ? { reason: "signed_out" as const } : findPrincipal(presented);
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
export async function authenticateBearer(accessToken: string): Promise<BearerPrincipal | Refusal> {
  const db = database();
  const now = await db.now();
  const verified = await verifyAccessToken(accessToken, now);
  if ("code" in verified) return refuse(verified.code);

  const { claims } = verified;
  const found = await db.findSession(claims.sid);
  const outcome = authorizeBearer(claims, found?.session ?? null, now, config().refresh);
  if (outcome.kind === "refused") return refusalOf(outcome);
  if (!found) return refuse("not_authenticated");
  if (outcome.firstSeen) await db.markSeen(claims.sid, claims.gen, now);
  return { ...found, now, authTime: claims.auth_time * 1000 };
}

/**
 * Records presence.
 *
 * @param idleFor milliseconds since the last human input, as the browser tells it
 */
export async function recordPresence(sessionId: string, idleFor: number): Promise<ActivityView | Refusal> {
  const result = await database().changeSession(sessionId, (session, now) => {
    const decision = decidePresence(session, { idleFor }, now);
    const { outcome } = decision;
    return {
      ...decision,
      outcome: outcome.kind === "refused" ? refusalOf(outcome) : { session: outcome.session, now },
    };
  });
  if (isRefusal(result)) return result;
  const { idleExpiresAt, absoluteExpiresAt } = sessionView(result.session, null);
  return { idleExpiresAt, absoluteExpiresAt, serverTime: new Date(result.now).toISOString() };
}

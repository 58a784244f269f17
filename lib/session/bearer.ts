/** Judges access tokens and page requests against the session's row. Signature and claims have been verified before. */
import { type Failure, fail } from "./failure";
import type { EndReason } from "./reasons";
import { classify, type EndCode, endedFailure, isAnswered, type RefreshPolicy } from "./refresh";
import { endReason, lastAnswerAt, type SessionRecord, type TokenRecord } from "./session";

/** The claims the rules look at. */
export interface BearerClaims {
  sub: string;
  sid: string;
  /** The generation that the session had when the token was issued. */
  gen: number;
}

export type BearerOutcome =
  /** `firstSeen`: this use proves that the browser has received the current refresh token. The caller records it. */
  | { kind: "accepted"; session: SessionRecord; firstSeen: boolean }
  | Failure<"not_authenticated" | "token_expired" | EndCode>;

/**
 * Judges a verified access token against its session's row, so that a revocation works on the very next request
 * (OWASP ASVS 5.0, 7.4.1) and not only when the token runs out.
 *
 * @param grace `ROTATION_GRACE` in milliseconds: only a use later than that after the last answer counts as "seen"
 */
export function authorizeBearer(
  claims: BearerClaims,
  session: SessionRecord | null,
  now: number,
  { grace }: { grace: number },
): BearerOutcome {
  if (!session || session.userId !== claims.sub) return fail("not_authenticated");
  const reason = endReason(session, now);
  if (reason) return endedFailure(reason);
  // Issued before a password change, or by a server whose database was later restored from an older backup: the client
  // refreshes.
  if (claims.gen < session.minGeneration || claims.gen > session.generation) {
    return fail("token_expired");
  }
  const firstSeen =
    claims.gen === session.generation && session.seenAt === null && now - lastAnswerAt(session) > grace;
  return { kind: "accepted", session, firstSeen };
}

/**
 * Decides whether a refresh token may open a page. It may exactly when a refresh would answer it with a token.
 * Otherwise a restored browser would be sent to the login page before it can refresh.
 *
 * @returns null when it may; else why its session is over, or `reason: null` when the token is merely too old
 */
export function authorizePageToken(
  token: TokenRecord,
  session: SessionRecord,
  now: number,
  policy: Pick<RefreshPolicy, "grace">,
): { reason: EndReason | null } | null {
  // The successor only tells apart situations that are refused.
  const situation = classify({ token, session, successor: null }, now, policy);
  if (situation.name === "ended") return { reason: situation.reason };
  return isAnswered(situation) ? null : { reason: null };
}

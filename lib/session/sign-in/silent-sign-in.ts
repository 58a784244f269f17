/**
 * Going on with a session that an identity provider began, by the provider's word that its user is still signed in there.
 * Nothing new is proven: the user has seen no screen (docs/decisions/0035-silent-sign-in-proves-nothing-new.md).
 */

import type { Decision } from "@/lib/session/decision";
import { noChange } from "@/lib/session/decision";
import { scriptKey } from "@/lib/session/device-binding/dbsc";
import { confirmedFactors } from "@/lib/session/factors/second-factors";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { isExpiry } from "@/lib/session/reasons";
import { endedFailure } from "@/lib/session/refresh";
import { endReason, type SessionRecord } from "@/lib/session/session";
import { type AttemptPolicy, OIDC, type Opening } from "./attempt-progress";
import type { ProviderSignInRecord } from "./identity-records";
import type { ProviderRows } from "./provider-sign-in";
import { decideSignIn, type SignInOutcome, withOpenedSession } from "./sign-in";

/** What the provider said, checked; ids are random and made before. */
export interface SilentCommand
  extends Pick<ProviderSignInRecord, "issuer" | "subject" | "sid" | "sealedIdToken"> {
  signInId: string;
  /** False with `DEVICE_BINDING=off`: no key is looked at, also of a session that is bound to one. */
  asksForKey: boolean;
  opening: Opening;
}

export type SilentOutcome = SignInOutcome | Failure<"login_required" | "session_mismatch"> | EndedFailure;
type EndedFailure = ReturnType<typeof endedFailure>;

/**
 * @returns why a session may not go on silently: `session_revoked` when a person or a rule has ended it, and
 *   `login_required` when no identity provider began it; null for one that is living or has reached a limit
 */
export function refuseRenewal(
  session: SessionRecord,
  now: number,
): Failure<"login_required"> | EndedFailure | null {
  const reason = endReason(session, now);
  if (reason !== null && !isExpiry(reason)) return endedFailure(reason);
  return session.authMethods.includes(OIDC) ? null : fail("login_required");
}

/**
 * Opens a session in place of an earlier one of the same user and browser. It keeps what the user had chosen there, and
 * the time at which the user was last authenticated: actions that need a recent sign-in ask for one.
 *
 * @param rows the user whom the provider names, locked, and the sign-in that the earlier session came from, which is gone
 *   once a person has ended that session or all of the user's
 * @param read the earlier session, as it was read before
 * @returns outcome: the session; `session_mismatch` when the provider names another user; `login_required` when a second
 *   factor is due, for a session without its sign-in, and in a browser that does not prove the session's key;
 *   `session_revoked` for one that must not come back; `account_disabled`, `too_many_accounts`, `rate_limited`
 */
export function decideSilentSignIn(
  { identity, found, earlier: signIn }: ProviderRows,
  read: SessionRecord,
  command: SilentCommand,
  now: number,
  policy: AttemptPolicy,
): Decision<SilentOutcome> {
  const { issuer, subject, opening } = command;
  if (!found || identity?.userId !== read.userId || found.account.user.id !== read.userId)
    return noChange(fail("session_mismatch"));
  if (!signIn) return noChange(fail("login_required"));
  if (signIn.issuer !== issuer || signIn.subject !== subject) return noChange(fail("session_mismatch"));

  const { account, factors } = found;
  const locked = account.sessions.find(({ id }) => id === read.id);
  // It was living when it was read, and was ended before its user was locked.
  if (!locked && read.endedAt === null) return noChange(fail("login_required"));
  const earlier = locked ?? read;
  const refusal = refuseRenewal(earlier, now);
  if (refusal) return noChange(refusal);
  const needsFactor = policy.secondFactorRequired || confirmedFactors(factors.authenticators).length > 0;
  if (needsFactor && !holdsSecondFactor(earlier, now, policy)) return noChange(fail("login_required"));
  if (command.asksForKey && !isInItsBrowser(earlier, command, needsFactor))
    return noChange(fail("login_required"));

  const { rememberMe, authMethods, browserId } = earlier;
  const verifiedHash = account.user.passwordHash;
  const { knownBrowser } = opening;
  const decision = decideSignIn(
    account,
    { ...opening.session, browserId, rememberMe, authMethods, verifiedHash, knownBrowser },
    now,
    policy,
  );
  const { outcome } = decision;
  if (isFailure(outcome)) return decision;
  const { authenticatedAt, label, organizationId, workspaceId } = earlier;
  const session: SessionRecord = {
    ...outcome.session,
    ...(outcome.session.binding === null && keyOf(earlier)),
    authenticatedAt,
    label,
    organizationId,
    workspaceId,
  };
  return {
    outcome: { ...outcome, session },
    changes: [
      ...withOpenedSession(decision.changes, session),
      { kind: "update-identity", id: identity.id, set: { lastUsedAt: now } },
      { kind: "insert-provider-sign-in", signIn: rowOf(session, signIn.email, command, now) },
    ],
    events: decision.events,
  };
}

/** A second factor is good for as long as a session may last without another sign-in, over all sessions that follow it. */
function holdsSecondFactor(
  { authMethods, authenticatedAt, rememberMe }: SessionRecord,
  now: number,
  { limits }: AttemptPolicy,
): boolean {
  const lifetime = rememberMe ? limits.rememberAbsolute : limits.absolute;
  return authMethods.some((method) => method !== OIDC) && now < authenticatedAt + lifetime;
}

/**
 * Cookies may have been copied, ours and the provider's together. So a session that is bound to a key goes on only with a
 * proof of it. A key that the browser alone keeps is over with the session and cannot be proved: the second factor that was
 * given in the session does not go on without it.
 */
function isInItsBrowser(
  { binding, boundKey }: SessionRecord,
  { opening }: Pick<SilentCommand, "opening">,
  needsFactor: boolean,
): boolean {
  if (binding === null) return true;
  const key = scriptKey({ binding, boundKey });
  return key === null ? !needsFactor : opening.session.boundKey === key;
}

/** The key that scripts prove stays the same. A key that the browser keeps is registered anew. */
function keyOf(session: SessionRecord): Pick<SessionRecord, "binding" | "boundKey"> | null {
  const boundKey = scriptKey(session);
  return boundKey === null ? null : { binding: "key", boundKey };
}

function rowOf(
  { id: sessionId, userId, browserId }: SessionRecord,
  email: string | null,
  { signInId: id, issuer, subject, sid, sealedIdToken }: SilentCommand,
  now: number,
): ProviderSignInRecord {
  return {
    id,
    issuer,
    subject,
    sid,
    email,
    sealedIdToken,
    browserId,
    userId,
    attemptId: null,
    sessionId,
    createdAt: now,
    expiresAt: now,
  };
}

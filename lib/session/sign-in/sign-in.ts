/**
 * Opening a session, at sign-in and at sign-up.
 */
import { refuseSixthAccount } from "@/lib/session/browser-accounts";
import type { Account, Actor, AuditEvent, Change, Decision } from "@/lib/session/decision";
import { noChange } from "@/lib/session/decision";
import { modelName } from "@/lib/session/device/device";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { idleTimeoutOf } from "@/lib/session/idle-timeout";
import { endSessions } from "@/lib/session/revocation";
import { tokenOf } from "@/lib/session/rotation";
import {
  type ClientDevice,
  type LimitPolicy,
  NEW_SESSION,
  type NewUser,
  reachedLimit,
  type SessionRecord,
  type UserRecord,
  userRecord,
} from "@/lib/session/session";
import { countUse, type UserLimitPolicy } from "@/lib/session/user-limits";
import { claimProviderSignIns } from "./identities";
import type { WaitingProviderSignIn } from "./identity-records";

export interface SignInPolicy extends UserLimitPolicy {
  limits: LimitPolicy;
  /** `MAX_SESSIONS_PER_USER` */
  maxSessions: number;
}

export interface NewSession {
  id: string;
  /** SHA-256 of its first refresh token. */
  tokenHash: string;
  browserId: string;
  rememberMe: boolean;
  authMethods: string[];
  /** When the user last proved who they are, if that is not now. */
  authenticatedAt?: number;
  device: ClientDevice;
  /** The thumbprint of the key that it is bound to; null or left out for none. */
  boundKey?: string | null;
  actor: Actor;
  /** The users who are signed in on its browser, if that has no room for another. */
  signedInUsers: readonly string[];
  /** The ids whose keys its browser holds. */
  heldIds?: readonly string[];
  /** Tells the user that an account at an identity provider was linked. */
  linkNotice?: (user: UserRecord, now: number) => Change;
  /** Tells the user of a sign-in on a new browser. */
  notice?: (user: UserRecord, now: number) => Change[];
}

export type SignInOutcome =
  | { kind: "signed-in"; user: UserRecord; session: SessionRecord }
  | Failure<
      "invalid_credentials" | "account_disabled" | "email_taken" | "too_many_accounts" | "rate_limited"
    >;

/** @returns the session a sign-in at `now` begins with. */
export function openSession(
  user: UserRecord,
  from: Pick<
    NewSession,
    "id" | "browserId" | "authMethods" | "authenticatedAt" | "rememberMe" | "device" | "boundKey"
  >,
  now: number,
  { limits }: Pick<SignInPolicy, "limits">,
): SessionRecord {
  const { model, ...device } = from.device;
  return {
    ...device,
    id: from.id,
    userId: user.id,
    browserId: from.browserId,
    label: modelName(model),
    authMethods: from.authMethods,
    rememberMe: from.rememberMe,
    createdAt: now,
    authenticatedAt: from.authenticatedAt ?? now,
    generation: 0,
    rotatedAt: now,
    repeatedAt: null,
    seenAt: null,
    lateRepeats: 0,
    lateGenerations: 0,
    minGeneration: 0,
    passwordAttempts: 0,
    lastPresenceAt: now,
    idleTimeout: idleTimeoutOf(from, user.idleTimeout, limits),
    absoluteExpiresAt: now + (from.rememberMe ? limits.rememberAbsolute : limits.absolute),
    endedAt: null,
    endedReason: null,
    ...NEW_SESSION,
    ...(from.boundKey && { binding: "key", boundKey: from.boundKey }),
  };
}

/** @returns the changes of a sign-in that opens `session` as it is given, instead of as it was decided */
export function withOpenedSession(changes: readonly Change[], session: SessionRecord): Change[] {
  return changes.map((change) => (change.kind === "insert-session" ? { ...change, session } : change));
}

/**
 * Opens a session for a user whose password was found correct a moment ago.
 *
 * @param account as it is now, under lock; null when the user is gone
 * @param command.verifiedHash the stored hash the password was checked against. If the hash has changed since, the
 *   password was changed during the check, and the sign-in is refused
 * @param command.knownBrowser whether this user has signed in on this browser before
 * @param command.providerSignIns the user's sign-ins at an identity provider that wait for a session
 * @param command.attemptId the attempt that ends with this sign-in; none for a sign-in in one step
 */
export function decideSignIn(
  account: Account | null,
  command: NewSession & {
    verifiedHash: string;
    knownBrowser: boolean;
    providerSignIns?: readonly WaitingProviderSignIn[];
    attemptId?: string;
  },
  now: number,
  policy: SignInPolicy,
): Decision<SignInOutcome> {
  if (!account || account.user.passwordHash !== command.verifiedHash) {
    return noChange(fail("invalid_credentials"));
  }
  const { user } = account;
  if (user.disabledAt !== null) return noChange(fail("account_disabled"));

  const sixth = refuseSixthAccount(command.signedInUsers, user.id);
  if (sixth) return noChange(sixth);

  const counted = countUse("signIn", { userId: user.id, usage: account.signIns }, now, policy);
  if (isFailure(counted)) return noChange(counted);

  const session = openSession(user, command, now, policy);
  const claimed = claimProviderSignIns(user, session.id, command, now);
  const ended = endSessions(
    sessionsToReplace(account.sessions, command.browserId, policy.maxSessions, now),
    "replaced",
    command.actor,
    now,
  );
  return {
    outcome: { kind: "signed-in", user, session },
    changes: [
      ...ended.changes,
      { kind: "insert-session", session },
      { kind: "insert-token", token: tokenOf(session, command.tokenHash, null, now) },
      ...counted,
      ...claimed.changes,
      ...(command.knownBrowser ? [] : noticeOf(account, command, now, policy)),
    ],
    events: [
      ...ended.events,
      signedIn(command.knownBrowser ? "signed_in" : "signed_in_new_browser", session, command.actor),
      ...claimed.events,
    ],
  };
}

/** Over the limit the message is dropped: the sign-in itself is in the user's activity all the same. */
function noticeOf(
  { user, notices }: Account,
  { notice }: NewSession,
  now: number,
  policy: SignInPolicy,
): Change[] {
  const counted = countUse("signInNotice", { userId: user.id, usage: notices }, now, policy);
  return isFailure(counted) || !notice ? [] : [...counted, ...notice(user, now)];
}

/**
 * @returns the living sessions that a new one replaces: those on the same browser and, at `maxSessions`, the sessions
 *   whose user was present longest ago (OWASP ASVS 5.0, 7.1.2). Sessions in which an administrator acts as the user are
 *   not the user's own: they neither count nor give way
 */
function sessionsToReplace(sessions: SessionRecord[], browserId: string, maxSessions: number, now: number) {
  const own = sessions.filter(({ impersonatorId }) => impersonatorId === null);
  const here = own.filter((session) => session.browserId === browserId);
  const elsewhere = own
    .filter((session) => session.browserId !== browserId && reachedLimit(session, now) === null)
    .sort((a, b) => b.lastPresenceAt - a.lastPresenceAt);
  return [...here, ...elsewhere.slice(maxSessions - 1)];
}

/**
 * Creates a user and opens the first session.
 *
 * @param existing the account that already has this e-mail address, or null
 */
export function decideSignUp(
  existing: Account | null,
  command: NewSession & { user: NewUser },
  now: number,
  policy: SignInPolicy,
): Decision<SignInOutcome> {
  if (existing) return noChange(fail("email_taken"));
  const sixth = refuseSixthAccount(command.signedInUsers, null);
  if (sixth) return noChange(sixth);
  const user = userRecord(command.user, now);
  const session = openSession(user, command, now, policy);
  return {
    outcome: { kind: "signed-in", user, session },
    changes: [
      { kind: "insert-user", user },
      { kind: "insert-session", session },
      { kind: "insert-token", token: tokenOf(session, command.tokenHash, null, now) },
    ],
    events: [signedUp(user.id, session.id, command.actor, now)],
  };
}

/** @returns the event of a new account, made by its user */
export function signedUp(userId: string, sessionId: string | null, actor: Actor, at: number): AuditEvent {
  return { name: "signed_up", at, userId, sessionId, actor: { ...actor, userId, sessionId }, reason: null };
}

function signedIn(
  name: "signed_in" | "signed_in_new_browser",
  { id: sessionId, userId, createdAt }: SessionRecord,
  actor: Actor,
): AuditEvent {
  return { name, at: createdAt, userId, sessionId, actor: { ...actor, userId, sessionId }, reason: null };
}

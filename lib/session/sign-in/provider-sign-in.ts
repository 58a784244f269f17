/**
 * Signing in by an identity provider. Issuer and subject are the user (OWASP ASVS 5.0, 6.8.1). An address decides only
 * whether a first sign-in may make an account: it never opens one that exists.
 */

import { type Account, type Change, type Decision, noChange } from "@/lib/session/decision";
import { fail, isFailure } from "@/lib/session/failure";
import { NO_PASSWORD } from "@/lib/session/session";
import { beginAttempt, type SignInFound } from "./attempt-begin";
import { type AttemptPolicy, OIDC, type Opening } from "./attempt-progress";
import { newAttempt, type StepOutcome } from "./attempts";
import { identityLinked, LINK_LIFETIME_MS, newIdentity } from "./identities";
import type { IdentityRecord, ProviderSignInRecord } from "./identity-records";
import type { ProviderError } from "./provider-errors";
import { withOpenedSession } from "./sign-in";

/** The rows of a sign-in, locked. */
export interface ProviderRows {
  identity: IdentityRecord | null;
  /** The account of the identity; without one, the account that has the address. */
  found: SignInFound | null;
  /** The sign-in that the session to go on with came from; null without one, and at every other sign-in. */
  earlier?: ProviderSignInRecord | null;
}

/** What the provider said, checked; the ids are random and made before. */
export interface ProviderCommand {
  issuer: string;
  subject: string;
  sid: string | null;
  /** When the user signed in there, if that was before now; in milliseconds since the epoch. */
  authenticatedAt: number | null;
  /** The one user who may sign in, because they are signed in already and confirm it; null for any. */
  expectedUserId: string | null;
  /** An address that the provider has verified, in canonical form; null without one. */
  email: string | null;
  name: string;
  sealedIdToken: string;
  attemptId: string;
  identityId: string;
  signInId: string;
  browserId: string;
  rememberMe: boolean;
  opening: Opening;
}

export type ProviderOutcome = StepOutcome | Refused;

export interface Refused {
  kind: "refused";
  error: ProviderError;
  /** How long the sign-in waits for the user of the account, in milliseconds since the epoch; null when it does not. */
  until: number | null;
}

/**
 * Signs in the user of an identity, or makes the account of a new one. A second factor that is due here is asked for all
 * the same.
 *
 * @returns outcome: the session or the step that is due; a refusal by its code on the login page, of which
 *   `account_exists` leaves a row that waits for the user to sign in to that account; `too_many_accounts`, `rate_limited`
 */
export function decideProviderSignIn(
  rows: ProviderRows,
  command: ProviderCommand,
  now: number,
  policy: AttemptPolicy,
): Decision<ProviderOutcome> {
  return dated(decideBySubject(rows, command, now, policy), command.authenticatedAt);
}

function decideBySubject(
  { identity, found }: ProviderRows,
  command: ProviderCommand,
  now: number,
  policy: AttemptPolicy,
): Decision<ProviderOutcome> {
  const { expectedUserId } = command;
  if (expectedUserId !== null && identity?.userId !== expectedUserId) return refused("another_user");
  if (identity) return found ? signIn(identity, found, command, now, policy) : refused("provider");
  if (command.email === null) return refused("email_missing");
  return found?.account.user.email === command.email
    ? waitForOwner(found.account, command, now)
    : signUp(command.email, command, now, policy);
}

/** A user who signed in at the provider long ago has shown nothing new, and is asked before sensitive actions. */
function dated(decision: Decision<ProviderOutcome>, at: number | null): Decision<ProviderOutcome> {
  const { outcome, changes } = decision;
  if (at === null || !("kind" in outcome) || outcome.kind !== "signed-in") return decision;
  const session = { ...outcome.session, authenticatedAt: at };
  return { ...decision, outcome: { ...outcome, session }, changes: withOpenedSession(changes, session) };
}

function signIn(
  identity: IdentityRecord,
  found: SignInFound,
  command: ProviderCommand,
  now: number,
  policy: AttemptPolicy,
): Decision<ProviderOutcome> {
  const { account } = found;
  const { user } = account;
  // Another transaction linked the identity a moment ago.
  if (identity.userId !== user.id) return noChange(fail("rate_limited"));
  const { attemptId: id, browserId, rememberMe, opening } = command;
  const attempt = newAttempt({ id, kind: "sign_in", browserId, email: user.email, rememberMe }, now);
  const set = { authMethods: [OIDC], verifiedHash: user.passwordHash, userId: user.id };
  const { outcome, changes, events } = beginAttempt(found, { attempt, set, opening }, now, policy);
  if (isFailure(outcome))
    return outcome.code === "account_disabled" ? refused("account_disabled") : noChange(outcome);
  return {
    outcome,
    changes: [
      ...changes,
      { kind: "update-identity", id: identity.id, set: { lastUsedAt: now } },
      remember(user.id, outcome, command, now),
    ],
    events,
  };
}

/** A new account: the provider never gives it a role, and it has no password. */
function signUp(
  email: string,
  command: ProviderCommand,
  now: number,
  policy: AttemptPolicy,
): Decision<ProviderOutcome> {
  const { attemptId: id, browserId, rememberMe, opening, name, identityId } = command;
  const made = {
    id,
    kind: "sign_up",
    browserId,
    email,
    rememberMe,
    name,
    passwordHash: NO_PASSWORD,
  } as const;
  const attempt = newAttempt(made, now);
  const { outcome, changes, events } = beginAttempt(
    null,
    { attempt, set: { authMethods: [OIDC] }, opening },
    now,
    policy,
  );
  if (isFailure(outcome)) return noChange(outcome);
  const userId = opening.newUserId;
  const sessionId = outcome.kind === "signed-in" ? outcome.session.id : null;
  const { issuer, subject } = command;
  const identity = newIdentity({ id: identityId, userId, issuer, subject, email }, now);
  return {
    outcome,
    changes: [...changes, { kind: "insert-identity", identity }, remember(userId, outcome, command, now)],
    events: [...events, identityLinked(userId, sessionId, opening.session.actor, now)],
  };
}

/** The account is not opened: its user has to sign in to it first. */
function waitForOwner({ user }: Account, command: ProviderCommand, now: number): Decision<ProviderOutcome> {
  const signIn = rowOf(user.id, command, now);
  return {
    outcome: { kind: "refused", error: "account_exists", until: signIn.expiresAt },
    changes: [{ kind: "insert-provider-sign-in", signIn: { ...signIn, sealedIdToken: null } }],
    events: [],
  };
}

function remember(
  userId: string,
  outcome: Exclude<StepOutcome, { code: string }>,
  command: ProviderCommand,
  now: number,
): Change {
  const signIn = rowOf(userId, command, now);
  return {
    kind: "insert-provider-sign-in",
    signIn:
      outcome.kind === "signed-in"
        ? { ...signIn, sessionId: outcome.session.id }
        : { ...signIn, attemptId: outcome.state.attempt.id, expiresAt: outcome.state.attempt.expiresAt },
  };
}

function rowOf(userId: string, command: ProviderCommand, now: number): ProviderSignInRecord {
  const { signInId: id, issuer, subject, sid, email, sealedIdToken, browserId } = command;
  const waits = { attemptId: null, sessionId: null, createdAt: now, expiresAt: now + LINK_LIFETIME_MS };
  return { id, issuer, subject, sid, email, sealedIdToken, browserId, userId, ...waits };
}

function refused(error: ProviderError): Decision<ProviderOutcome> {
  return noChange({ kind: "refused", error, until: null });
}

/**
 * "That wasn't me", by a user who is signed in: in one commit the reported session and all others end, the password
 * changes where there is one, the second factors and API keys that the reported session made are gone, accounts at an
 * identity provider that were linked since are unlinked, and an address that a stranger changed is the former one again
 * (OWASP ASVS 5.0, 7.4.3).
 */

import type {
  Actor,
  AuditDetails,
  AuditEvent,
  Change,
  Decision,
  Effects,
  Family,
} from "@/lib/session/decision";
import { noChange } from "@/lib/session/decision";
import {
  aboutFactor,
  type CheckedCode,
  type CodeGiver,
  confirmedFactors,
  decideSecondFactorCode,
  type SecondFactors,
} from "@/lib/session/factors/second-factors";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type { ApiKeyRecord } from "@/lib/session/organizations/organization-records";
import { endSession } from "@/lib/session/revocation";
import type { SessionRecord, UserRecord } from "@/lib/session/session";
import type { IdentityRecord, ProviderSignInRecord } from "@/lib/session/sign-in/identity-records";
import type { AuthenticatorRecord } from "@/lib/session/sign-in/sign-in-records";
import { validation } from "@/lib/texts/en/validation";
import { type FormerEmail, restoreEmail } from "./former-email";
import {
  decideReportRotation,
  isByPassword,
  type ReportPolicy,
  type ReportRotation,
  type ReportRotationOutcome,
} from "./report-rotation";

/** The rows of the presented token, of the reported session, and the user's second factors, read under the lock. */
export interface ReportedSession {
  family: Family;
  /** Of any user; null when there is no such session. */
  reported: SessionRecord | null;
  factors: SecondFactors;
  /** The newest events that may have made recovery codes: new ones, and the factor they came with. */
  codeEvents: Pick<AuditEvent, "at" | "sessionId">[];
  /** The keys that the user has made, and the newest events of their making. */
  apiKeys: Pick<ApiKeyRecord, "id">[];
  keyEvents: { actorSessionId: string | null; details: AuditDetails | null }[];
  identities: IdentityRecord[];
  /** The account at an identity provider by which the session that asks was opened; null for any other session. */
  signedInBy: Pick<ProviderSignInRecord, "issuer" | "subject"> | null;
  /** The address that a stranger may have changed, and the account that has it now. */
  former: FormerEmail | null;
  formerOwner: Pick<UserRecord, "id"> | null;
}

/** The messages, each to the address it is given. */
export interface ReportNotices {
  passwordChanged(to: string, now: number): Change;
  /** Tells of a factor, or of an account at an identity provider, that was removed. */
  removed(to: string, now: number, about: Record<string, string>): Change;
  emailRestored(to: string, now: number): Change;
  /** To the address that the account had until now. */
  emailLost(to: string, now: number): Change;
}

type Refusal = "not_found" | "invalid_request" | "second_factor_required" | "invalid_code" | "factor_locked";

export type SecureAccountOutcome = ReportRotationOutcome | Failure<Refusal>;

/**
 * The second factors that count here. One that the reported session added counts for nothing, or the thief's own app would
 * keep the user out: unless it is older than the session that asks, which then was opened with it.
 *
 * @param session the session that asks
 */
export function trustedFactors(
  authenticators: AuthenticatorRecord[],
  reportedId: string,
  session: Pick<SessionRecord, "createdAt">,
): AuthenticatorRecord[] {
  return confirmedFactors(authenticators).filter(
    ({ addedBySessionId, createdAt }) => addedBySessionId !== reportedId || createdAt <= session.createdAt,
  );
}

/**
 * @param found with the account of the family; null for an unknown token
 * @param command.rotation as for `decideReportRotation`
 * @param command.code the second factor that was given, compared with what is stored; null without one. It goes with the
 *   password: a recent sign-in has taken it already, and may remove a factor without a report, too
 * @returns outcome: that of `decideReportRotation`; `invalid_request` for the session that asks, `not_found` for one of
 *   another user; `second_factor_required`, `invalid_code`, `factor_locked`
 */
export function decideSecureAccount(
  found: ReportedSession | null,
  command: {
    reportedId: string;
    rotation: ReportRotation;
    code: CheckedCode | null;
    notices: ReportNotices;
    /** The address of nobody, for an account whose former address is taken. */
    substitute: string;
    /** @returns what the user knows a provider by */
    serviceName(issuer: string): string;
  },
  now: number,
  policy: ReportPolicy,
): Decision<SecureAccountOutcome> {
  const { rotation, notices } = command;
  const { actor } = rotation;
  const notice = (to: string) => (at: number) => notices.passwordChanged(to, at);
  const family = found?.family ?? null;
  const refused = decideReportRotation(family, rotation, notice(""), now, policy);
  if (isFailure(refused.outcome) || !found?.family.account) return refused;

  const { session, account, user } = found.family;
  const { reported, factors } = found;
  if (reported?.userId !== user.id) return noChange(fail("not_found"));
  if (reported.id === session.id) return noChange(fail("invalid_request", { issues: [CURRENT] }));

  const from = { userId: user.id, actor };
  const trusted = isByPassword(rotation) ? trustedFactors(factors.authenticators, reported.id, session) : [];
  if (trusted.length > 0 && !command.code) return noChange(fail("second_factor_required"));
  const given =
    trusted.length > 0 && command.code
      ? decideSecondFactorCode({ ...factors, authenticators: trusted }, command.code, from, now)
      : noChange(null);
  if (isFailure(given.outcome)) return { ...given, outcome: given.outcome };

  const email = restoreEmail(found, user, { ...command, actor }, now);
  const { to } = email;
  const others = account.sessions.filter(({ id }) => id !== reported.id);
  const rotated = decideReportRotation(
    { ...found.family, account: { ...account, sessions: others } },
    rotation,
    notice(to),
    now,
    policy,
  );
  const ended =
    reported.endedAt === null ? endSession(reported, "user", actor, now) : { changes: [], events: [] };
  const tell = (about: Record<string, string>) => notices.removed(to, now, about);
  const effects = [
    given,
    rotated,
    ended,
    email,
    removeFactors(found, reported.id, tell, from, now),
    revokeApiKeys(found, reported, actor, now),
    unlinkIdentities(found, reported, (issuer) => tell({ what: command.serviceName(issuer) }), from, now),
  ];
  return {
    outcome: rotated.outcome,
    changes: effects.flatMap(({ changes }) => changes),
    events: effects.flatMap(({ events }) => events),
  };
}

const CURRENT = { path: "sessionId", message: validation.thisSession };

/** The recovery codes go with the last factor; and when the reported session was given them, because a thief knows them. */
function removeFactors(
  { factors: { authenticators, recoveryCodes }, codeEvents }: ReportedSession,
  reportedId: string,
  tell: (about: Record<string, string>) => Change,
  from: CodeGiver,
  now: number,
): Effects {
  const added = authenticators.filter(({ addedBySessionId }) => addedBySessionId === reportedId);
  const kept = confirmedFactors(authenticators).filter((one) => !added.includes(one));
  const names = confirmedFactors(added).map(({ name }) => name);
  const [code] = recoveryCodes;
  const isSeen = code !== undefined && madeBy(code.createdAt, codeEvents) === reportedId;
  const isLast = added.length > 0 && kept.length === 0;
  const changes: Change[] = added.map(({ id }) => ({ kind: "delete-authenticator", id }));
  if (code && (isSeen || isLast)) changes.push({ kind: "delete-recovery-codes", userId: code.userId });
  if (isSeen && !isLast) changes.push(tell({ factor: "recoveryCodes" }));
  return {
    changes: [...changes, ...names.map((what) => tell({ what }))],
    events: names.map(() => aboutFactor("factor_removed", from, now)),
  };
}

/**
 * An account at a provider that was linked since the reported session began signs in whoever has it, whatever the password
 * is. The one that the account was made with stays, one that was linked as this session was opened, because its user linked
 * it, and the one by which this session was opened.
 */
function unlinkIdentities(
  { identities, signedInBy, family: { user, session } }: ReportedSession,
  reported: SessionRecord,
  tell: (issuer: string) => Change,
  { actor }: CodeGiver,
  now: number,
): Effects {
  const own = [user.createdAt, session.createdAt];
  const linked = identities.filter(
    ({ createdAt, issuer, subject }) =>
      createdAt >= reported.createdAt &&
      !own.includes(createdAt) &&
      !(issuer === signedInBy?.issuer && subject === signedInBy.subject),
  );
  const { id: userId } = user;
  return {
    changes: linked.flatMap(({ id, issuer }) => [{ kind: "delete-identity", id } as const, tell(issuer)]),
    events: linked.map(() => ({
      ...{ name: "identity_unlinked", at: now, userId, sessionId: session.id, actor, reason: null },
    })),
  };
}

/** @returns the session that was given the codes made at `createdAt`: that of the first event since then */
function madeBy(createdAt: number, events: ReportedSession["codeEvents"]): string | null {
  const since = events.filter(({ at }) => at >= createdAt).sort((a, b) => a.at - b.at);
  return since[0]?.sessionId ?? null;
}

/** A key outlives its session and every password, so a thief's key must go with the thief's session. */
function revokeApiKeys(
  { apiKeys, keyEvents }: ReportedSession,
  reported: SessionRecord,
  actor: Actor,
  now: number,
): Effects {
  const made = keyEvents.flatMap(({ actorSessionId, details }) => {
    const key = actorSessionId === reported.id && apiKeys.find(({ id }) => id === details?.apiKeyId);
    return key ? [{ id: key.id, details }] : [];
  });
  const { userId } = reported;
  return {
    changes: made.map(({ id }) => ({ kind: "delete-api-key", id })),
    events: made.map(({ details }) => ({
      ...{ name: "api_key_revoked", at: now, userId, sessionId: null, actor, reason: null },
      ...(details && { details }),
    })),
  };
}

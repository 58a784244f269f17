/**
 * "That wasn't me", by a user who is signed in: in one commit the reported session and all others end, the password
 * changes, and the second factors and API keys that the reported session made are gone (OWASP ASVS 5.0, 7.4.3).
 */

import type { Actor, AuditDetails, AuditEvent, Change, Decision, Family } from "@/lib/session/decision";
import { noChange } from "@/lib/session/decision";
import {
  aboutFactor,
  type CheckedCode,
  confirmedFactors,
  decideSecondFactorCode,
  type SecondFactors,
} from "@/lib/session/factors/second-factors";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type { ApiKeyRecord } from "@/lib/session/organizations/organization-records";
import type { RefreshPolicy } from "@/lib/session/refresh";
import { endSession } from "@/lib/session/revocation";
import type { SessionRecord } from "@/lib/session/session";
import type { AuthenticatorRecord } from "@/lib/session/sign-in/sign-in-records";
import { validation } from "@/lib/texts/en/validation";
import { decidePasswordChange, type PasswordChangeOutcome } from "./password-change";

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
}

type Refusal = "not_found" | "invalid_request" | "second_factor_required" | "invalid_code" | "factor_locked";

export type SecureAccountOutcome = PasswordChangeOutcome | Failure<Refusal>;

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
 * @param command.change as for `decidePasswordChange`
 * @param command.code the second factor that was given, compared with what is stored; null without one
 * @returns outcome: that of `decidePasswordChange`; `invalid_request` for the session that asks, `not_found` for one of
 *   another user; `second_factor_required`, `invalid_code`, `factor_locked`
 */
export function decideSecureAccount(
  found: ReportedSession | null,
  command: {
    reportedId: string;
    change: Omit<Parameters<typeof decidePasswordChange>[1], "signOutOthers">;
    code: CheckedCode | null;
    /** Tells the user of a factor that was removed. */
    removalNotice(about: Record<string, string>, now: number): Change;
  },
  now: number,
  policy: RefreshPolicy,
): Decision<SecureAccountOutcome> {
  const change = { ...command.change, signOutOthers: true };
  const family = found?.family ?? null;
  const refused = decidePasswordChange(family, change, now, policy);
  if (isFailure(refused.outcome) || !found?.family.account) return refused;

  const { session, account, user } = found.family;
  const { reported, factors } = found;
  if (reported?.userId !== user.id) return noChange(fail("not_found"));
  if (reported.id === session.id) return noChange(fail("invalid_request", { issues: [CURRENT] }));

  const from = { userId: user.id, actor: change.actor };
  const trusted = trustedFactors(factors.authenticators, reported.id, session);
  if (trusted.length > 0 && !command.code) return noChange(fail("second_factor_required"));
  const given =
    trusted.length > 0 && command.code
      ? decideSecondFactorCode({ ...factors, authenticators: trusted }, command.code, from, now)
      : noChange(null);
  if (isFailure(given.outcome)) return { ...given, outcome: given.outcome };

  const others = account.sessions.filter(({ id }) => id !== reported.id);
  const changed = decidePasswordChange(
    { ...found.family, account: { ...account, sessions: others } },
    change,
    now,
    policy,
  );
  const ended =
    reported.endedAt === null ? endSession(reported, "user", change.actor, now) : { changes: [], events: [] };
  const removed = removeFactors(found, reported.id, command.removalNotice, now);
  const revoked = revokeApiKeys(found, reported, change.actor, now);
  return {
    outcome: changed.outcome,
    changes: [...given.changes, ...changed.changes, ...ended.changes, ...removed.changes, ...revoked.changes],
    events: [
      ...given.events,
      ...changed.events,
      ...ended.events,
      ...removed.names.map(() => aboutFactor("factor_removed", from, now)),
      ...revoked.events,
    ],
  };
}

const CURRENT = { path: "sessionId", message: validation.thisSession };

/** The recovery codes go with the last factor; and when the reported session was given them, because a thief knows them. */
function removeFactors(
  { factors: { authenticators, recoveryCodes }, codeEvents }: ReportedSession,
  reportedId: string,
  notice: (about: Record<string, string>, now: number) => Change,
  now: number,
): { changes: Change[]; names: string[] } {
  const added = authenticators.filter(({ addedBySessionId }) => addedBySessionId === reportedId);
  const kept = confirmedFactors(authenticators).filter((one) => !added.includes(one));
  const names = confirmedFactors(added).map(({ name }) => name);
  const [code] = recoveryCodes;
  const isSeen = code !== undefined && madeBy(code.createdAt, codeEvents) === reportedId;
  const isLast = added.length > 0 && kept.length === 0;
  const changes: Change[] = added.map(({ id }) => ({ kind: "delete-authenticator", id }));
  if (code && (isSeen || isLast)) changes.push({ kind: "delete-recovery-codes", userId: code.userId });
  if (isSeen && !isLast) changes.push(notice({ factor: "recoveryCodes" }, now));
  return { changes: [...changes, ...names.map((what) => notice({ what }, now))], names };
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
): { changes: Change[]; events: AuditEvent[] } {
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

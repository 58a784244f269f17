/** "That wasn't me", by a user who is signed in: everything that has to be done, in one commit. */

import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { config } from "@/lib/server/config";
import { newId } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { listPasskeyIds } from "@/lib/server/factors/passkey-ids";
import { hashPassword } from "@/lib/server/factors/password-hash";
import { checkSecondFactorCode } from "@/lib/server/factors/second-factors";
import { newReportNotices } from "@/lib/server/mail/notices";
import type { Grant } from "@/lib/server/sessions/grant";
import { rotateWith } from "@/lib/server/sessions/refresh";
import type { Principal } from "@/lib/server/sessions/sessions";
import { serviceName } from "@/lib/server/sign-in/identities";
import { confirmPasswordChange } from "@/lib/server/sign-in/reauthentication";
import { authenticatorView } from "@/lib/server/views";
import { noAddress } from "@/lib/session/account/former-email";
import { decideSecureAccount, trustedFactors } from "@/lib/session/account/secure-account";
import type { SessionView } from "@/lib/session/contract";
import { confirmedFactors } from "@/lib/session/factors/second-factors";
import { type Failure, isFailure } from "@/lib/session/failure";
import type { AuthenticatorView } from "@/lib/session/sign-in/sign-in-contract";
import { ownCounter } from "@/lib/session/user-limits";

/**
 * Ends a session that the user does not recognize and all others, changes the password, and removes what the session had
 * put there: second factors, API keys, accounts at an identity provider, and an address of a stranger's. This browser stays
 * signed in, with a new refresh token.
 *
 * @param presented the refresh token from the cookie; it must belong to the principal's session
 * @param input.sessionId the session that is reported
 * @param input.code the second factor of a user who has one
 * @returns the grant; or `invalid_request` for the current session, `not_found`, `second_factor_required`, `invalid_code`,
 *   `factor_locked`, and the codes of `confirmPasswordChange` and of `refresh`
 */
export async function secureAccount(
  principal: Principal,
  presented: string,
  input: { sessionId: string; currentPassword: string; newPassword: string; code?: string | undefined },
  client: ClientInfo,
): Promise<Grant | Failure> {
  const { user, session } = principal;
  const failure = await confirmPasswordChange(principal, input, client);
  if (failure) return failure;

  const reportedId = input.sessionId;
  const factors = await database().findSecondFactors(user.id);
  const needsCode = trustedFactors(factors.authenticators, reportedId, session).length > 0;
  const counter = ownCounter(user.id, session.id);
  const code = needsCode && input.code ? await checkSecondFactorCode(factors, input.code, counter) : null;
  if (isFailure(code)) return code;

  const change = {
    sessionId: session.id,
    verifiedHash: user.passwordHash,
    passwordHash: await hashPassword(input.newPassword),
    actor: actorOf(client, session),
  };
  const asked = {
    ...{ reportedId, code, serviceName },
    notices: newReportNotices(user, client),
    substitute: noAddress(newId()),
  };
  const granted = await rotateWith(presented, client, (hash, command, reading) =>
    database().changeByReport(hash, { sessionId: reportedId, ...reading }, (found, now) =>
      decideSecureAccount(found, { ...asked, change: { ...change, ...command } }, now, config().refresh),
    ),
  );
  return isFailure(granted) ? granted : { ...granted, authTime: granted.now };
}

/** What a user who reports a session is asked for, and should look at afterwards. */
export interface ReportedFactors {
  /** Whether `secureAccount` wants a second factor. */
  needsCode: boolean;
  /** Those that were added since the reported session began, by any session. */
  added: AuthenticatorView[];
  all: AuthenticatorView[];
  /** The ids by which browsers know the passkeys, by the ids of the API. */
  credentialIds: Record<string, string>;
}

/**
 * @param reported the session that would be reported
 * @param session the session that asks
 */
export async function listReportedFactors(
  userId: string,
  reported: Pick<SessionView, "id" | "createdAt">,
  session: Pick<SessionView, "createdAt">,
): Promise<ReportedFactors> {
  const { authenticators } = await database().findSecondFactors(userId);
  const asking = { createdAt: Date.parse(session.createdAt) };
  const all = confirmedFactors(authenticators).map(authenticatorView);
  return {
    needsCode: trustedFactors(authenticators, reported.id, asking).length > 0,
    added: all.filter(({ createdAt }) => createdAt >= reported.createdAt),
    all,
    credentialIds: await listPasskeyIds(userId),
  };
}

/**
 * @param sessionId the session that asks
 * @param since a session
 * @returns whether the session that asks has changed the password since the other one began
 */
export async function hasChangedPassword(
  userId: string,
  sessionId: string,
  since: Pick<SessionView, "createdAt">,
): Promise<boolean> {
  return (await findPasswordChange(userId, sessionId, since)) !== null;
}

/** What a report has undone. */
export interface ReportResult {
  /** The former address was given back; or the account was left without one, because it could not be. */
  email: "restored" | "removed" | null;
  /** An account at an identity provider was unlinked. */
  isUnlinked: boolean;
}

/**
 * @param sessionId the session that asks
 * @param reported the session that was reported
 * @returns what the last report of the session that asks has undone
 */
export async function readReportResult(
  userId: string,
  sessionId: string,
  reported: Pick<SessionView, "createdAt">,
): Promise<ReportResult> {
  const names = ["email_restored", "email_removed", "identity_unlinked"] as const;
  const [report, ...latest] = await Promise.all([
    findPasswordChange(userId, sessionId, reported),
    ...names.map((name) => database().listEventsNamed(userId, name, 1)),
  ]);
  // All that a report does has one time.
  const [isRestored, isRemoved, isUnlinked = false] = latest.map(
    ([event]) => report !== null && event?.sessionId === sessionId && event.at === report.at,
  );
  return { email: isRestored ? "restored" : isRemoved ? "removed" : null, isUnlinked };
}

/** @returns the last change of the password, if the session made it since another one began; else null */
async function findPasswordChange(
  userId: string,
  sessionId: string,
  since: Pick<SessionView, "createdAt">,
): Promise<{ at: number } | null> {
  const [latest] = await database().listEventsNamed(userId, "password_changed", 1);
  return latest?.sessionId === sessionId && latest.at >= Date.parse(since.createdAt) ? latest : null;
}

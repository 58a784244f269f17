/** "That wasn't me", by a user who is signed in: everything that has to be done, in one commit. */

import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { config } from "@/lib/server/config";
import { newId } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { listPasskeyIds } from "@/lib/server/factors/passkey-ids";
import { hashPassword } from "@/lib/server/factors/password-hash";
import { checkSecondFactorCode } from "@/lib/server/factors/second-factors";
import { newReportNotices } from "@/lib/server/mail/notices";
import { userLimitPolicy } from "@/lib/server/rate-limit";
import type { Grant } from "@/lib/server/sessions/grant";
import { rotateWith } from "@/lib/server/sessions/refresh";
import type { BearerPrincipal, Principal } from "@/lib/server/sessions/sessions";
import { serviceName } from "@/lib/server/sign-in/identities";
import { confirmPasswordChange } from "@/lib/server/sign-in/reauthentication";
import { authenticatorView } from "@/lib/server/views";
import { noAddress } from "@/lib/session/account/former-email";
import type { ReportRotation } from "@/lib/session/account/report-rotation";
import { decideSecureAccount, trustedFactors } from "@/lib/session/account/secure-account";
import type { SessionView } from "@/lib/session/contract";
import { type CheckedCode, confirmedFactors } from "@/lib/session/factors/second-factors";
import { type Failure, isFailure } from "@/lib/session/failure";
import type { AuthenticatorView } from "@/lib/session/sign-in/sign-in-contract";
import { ownCounter } from "@/lib/session/user-limits";

/** What a user with a password sends. */
export interface PasswordReport {
  /** The session that is reported. */
  sessionId: string;
  currentPassword: string;
  newPassword: string;
  /** The second factor of a user who has one. */
  code?: string | undefined;
}

/** What a user without a password sends: the session that is reported. */
export type PlainReport = Pick<PasswordReport, "sessionId">;

/** A report, once what its user sent along was right. */
interface ConfirmedReport {
  rotation: Pick<ReportRotation, "sessionId" | "actor"> &
    ({ verifiedHash: string; passwordHash: string } | { authTime: number });
  code: CheckedCode | null;
}

/**
 * Ends a session that the user does not recognize and all others, changes the password where there is one, and removes what
 * the session had put there: second factors, API keys, accounts at an identity provider, and an address of a stranger's.
 * This browser stays signed in, with a new refresh token.
 *
 * A user without a password needs a sign-in within REAUTHENTICATION_WINDOW in its place. Nothing is guessed then, so no
 * attempt is counted, and none ends the session.
 *
 * @param principal.authTime when the user last proved who they are, in milliseconds since the epoch
 * @param presented the refresh token from the cookie; it must belong to the principal's session
 * @returns the grant; or `invalid_request` for the current session, `not_found`, and the codes of `refresh`; with a
 *   password `second_factor_required`, `invalid_code`, `factor_locked` and the codes of `confirmPasswordChange`; without
 *   one `reauthentication_required`
 */
export async function secureAccount(
  principal: BearerPrincipal,
  presented: string,
  input: PasswordReport | PlainReport,
  client: ClientInfo,
): Promise<Grant | Failure> {
  const { user, session, authTime } = principal;
  const own = { sessionId: session.id, actor: actorOf(client, session) };
  const confirmed =
    "newPassword" in input
      ? await confirmByPassword(principal, input, client)
      : { rotation: { ...own, authTime }, code: null };
  if (isFailure(confirmed)) return confirmed;

  const reportedId = input.sessionId;
  const { refresh, reauthenticationWindow } = config();
  const policy = { ...refresh, ...userLimitPolicy(), reauthenticationWindow };
  const asked = {
    ...{ reportedId, code: confirmed.code, serviceName },
    notices: newReportNotices(user, client),
    substitute: noAddress(newId()),
  };
  const granted = await rotateWith(presented, client, (hash, command, reading) =>
    database().changeByReport(hash, { sessionId: reportedId, ...reading }, (found, now) => {
      const rotation = { ...confirmed.rotation, ...command };
      return decideSecureAccount(found, { ...asked, rotation }, now, policy);
    }),
  );
  // Only a password was checked just now.
  return isFailure(granted) || !("newPassword" in input) ? granted : { ...granted, authTime: granted.now };
}

async function confirmByPassword(
  principal: Principal,
  input: PasswordReport,
  client: ClientInfo,
): Promise<ConfirmedReport | Failure> {
  const { user, session } = principal;
  const failure = await confirmPasswordChange(principal, input, client);
  if (failure) return failure;

  const factors = await database().findSecondFactors(user.id);
  const needsCode = trustedFactors(factors.authenticators, input.sessionId, session).length > 0;
  const counter = ownCounter(user.id, session.id);
  const code = needsCode && input.code ? await checkSecondFactorCode(factors, input.code, counter) : null;
  if (isFailure(code)) return code;
  const passwordHash = await hashPassword(input.newPassword);
  const actor = actorOf(client, session);
  return { rotation: { sessionId: session.id, verifiedHash: user.passwordHash, passwordHash, actor }, code };
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

/** The factors of a user who is already signed in: checked again before sensitive changes. */

import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { refuseStaleProof } from "@/lib/server/device-binding/request-proof";
import { spendPasskey, toSession } from "@/lib/server/factors/passkeys";
import { verifyPassword } from "@/lib/server/factors/password-hash";
import { refuseNewPassword } from "@/lib/server/factors/password-policy";
import { spendSecondFactorCode } from "@/lib/server/factors/second-factors";
import type { SignedChallenge } from "@/lib/server/factors/webauthn";
import { changeSessionFor } from "@/lib/server/for-caller";
import { consume, type RateLimitKey, refundAndThrow } from "@/lib/server/rate-limit";
import type { Grant } from "@/lib/server/sessions/grant";
import { refresh } from "@/lib/server/sessions/refresh";
import type { Principal } from "@/lib/server/sessions/sessions";
import {
  decidePasswordAttempt,
  decidePasswordAttemptResult,
  type PasswordAttemptResult,
} from "@/lib/session/factors/password-attempts";
import { confirmedFactors } from "@/lib/session/factors/second-factors";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { hasPassword } from "@/lib/session/session";
import { ownCounter } from "@/lib/session/user-limits";

/**
 * Checks the password of a user who is signed in, unless this session has had too many attempts, or all sessions of the
 * user together (OWASP ASVS 5.0, 6.3.1). Of a user without a password nothing is counted: there is nothing to guess.
 *
 * @returns null when it is right; else `invalid_credentials`, `session_revoked` with `too_many_attempts` when the session
 *   was ended for it, `rate_limited` with the seconds to wait, and the codes of `changeSessionFor`
 */
export async function confirmPassword(
  principal: Principal,
  password: string,
  client: ClientInfo,
): Promise<Failure | null> {
  const { user, session } = principal;
  if (!hasPassword(user)) return fail("invalid_credentials");
  const actor = actorOf(client, session);
  const limited = config().rateLimit;
  const refused = await changeSessionFor(principal, session.id, (current, now) =>
    decidePasswordAttempt(current, { limited, actor }, now),
  );
  if (refused) return refused;

  let blocked: Awaited<ReturnType<typeof consume>> = null;
  let result: PasswordAttemptResult = "unchecked";
  try {
    // The session before the user: over its own limit it uses up no more of what the user's other sessions need. A right
    // password counts too, because without the second factor it can be sent again and again.
    const attempt: RateLimitKey[] = [
      { limit: "sessionConfirmation", key: ownCounter(user.id, session.id) },
      { limit: "confirmation", key: user.id },
    ];
    blocked = await consume(...attempt);
    if (!blocked) {
      const isRight = await verifyPassword(user.passwordHash, password).catch((error) =>
        refundAndThrow(attempt, error),
      );
      result = isRight ? "right" : "wrong";
    }
  } finally {
    await database().changeSession(session.id, (current, now) =>
      decidePasswordAttemptResult(current, { result, actor }, now),
    );
  }
  if (blocked) return blocked.failure;
  return result === "right" ? null : fail("invalid_credentials");
}

/**
 * Checks what every change of a password needs: a proof of the device that is not stale, the password so far, and a new one
 * that the policy accepts.
 *
 * @returns null when the password may be changed; else `invalid_request` with what is wrong with the new password, and the
 *   codes of `confirmPassword`
 */
export async function confirmPasswordChange(
  principal: Principal,
  input: { currentPassword: string; newPassword: string },
  client: ClientInfo,
): Promise<Failure | null> {
  const failure =
    (await refuseStaleProof(client)) ?? (await confirmPassword(principal, input.currentPassword, client));
  return failure ?? refuseNewPassword(input.newPassword, principal.user);
}

/**
 * Checks the code of a user who has a second factor, once the password was right.
 *
 * @returns null when it is right, or the user has no second factor; else `second_factor_required` without a code, and the
 *   codes of `spendSecondFactorCode`
 */
export async function confirmSecondFactor(
  { user, session }: Principal,
  code: string | undefined,
  client: ClientInfo,
): Promise<Failure | null> {
  const { authenticators } = await database().findSecondFactors(user.id);
  if (confirmedFactors(authenticators).length === 0) return null;
  if (code === undefined) return fail("second_factor_required");
  const outcome = await spendSecondFactorCode(code, { userId: user.id, actor: actorOf(client, session) });
  return isFailure(outcome) ? outcome : null;
}

/** A passkey, which is both factors; or the password, with the code of a second factor for a user who has one. */
export type Proof = { credential: SignedChallenge } | { password: string; code?: string | undefined };

/**
 * Re-authenticates with a passkey, or with the password and the second factor of a user who has one (OWASP ASVS 5.0,
 * 7.5.3): a rotation like any other, whose access token has a new `auth_time`. Only this one token has it. A refresh does not
 * carry it on, so a successor that is handed out twice never inherits it.
 *
 * If the password was changed while it was being checked, it proves nothing any more. The rotation is committed by then;
 * the browser gets the same successor at its next refresh.
 *
 * A browser that has lost its key proves a new one with this request, and the session is bound to that from then on. Here
 * alone: a cookie is never enough for it.
 *
 * @param presented the refresh token from the cookie; it must belong to the principal's session
 * @returns the grant; or `invalid_credential` for a passkey that is not good; the codes of `confirmPassword`, of `refresh`
 *   and, once the password was right, of `confirmSecondFactor`
 */
export async function reauthenticate(
  principal: Principal,
  presented: string,
  proof: Proof,
  client: ClientInfo,
): Promise<Grant | Failure> {
  const failure = (await refuseStaleProof(client)) ?? (await confirmProof(principal, proof, client));
  if (failure) return failure;
  const expected = { sessionId: principal.session.id };
  const renewed = await refresh(presented, expected, client, { replacesKey: true });
  if (isFailure(renewed)) return renewed;
  if (renewed.user.passwordHash !== principal.user.passwordHash) return fail("invalid_credentials");
  await recordReauthentication(principal, renewed.now, client);
  return { ...renewed, authTime: renewed.now };
}

async function confirmProof(principal: Principal, proof: Proof, client: ClientInfo): Promise<Failure | null> {
  if ("credential" in proof) {
    const from = { userId: principal.user.id, actor: actorOf(client, principal.session) };
    return spendPasskey(from, proof.credential, toSession(principal, client));
  }
  return (
    (await confirmPassword(principal, proof.password, client)) ??
    (await confirmSecondFactor(principal, proof.code, client))
  );
}

async function recordReauthentication({ user, session }: Principal, at: number, client: ClientInfo) {
  const actor = actorOf(client, session);
  const about = { userId: user.id, sessionId: session.id, reason: null };
  await database().recordEvent({ name: "reauthenticated", at, actor, ...about });
}

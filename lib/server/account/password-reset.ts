/** A forgotten password: asking for a link, and choosing a new password with it. */

import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { config } from "@/lib/server/config";
import { hashToken, newSecret } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { canonicalEmail } from "@/lib/server/email";
import { hashPassword } from "@/lib/server/factors/password-hash";
import { refuseNewPassword } from "@/lib/server/factors/password-policy";
import { checkSecondFactorCode } from "@/lib/server/factors/second-factors";
import { newNotice } from "@/lib/server/mail/notices";
import { decoyMail, newMailTo } from "@/lib/server/mail/outgoing";
import { addressKey, consume } from "@/lib/server/rate-limit";
import { mailCounter } from "@/lib/server/sign-in/new-session";
import { decideReset, decideResetRequest } from "@/lib/session/account/password-reset";
import { confirmedFactors } from "@/lib/session/factors/second-factors";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { isOpen } from "@/lib/session/sign-in/tickets";

/**
 * Sends a link to choose a new password. The answer, the work and the time are the same for every address, and after too
 * many requests for one address as well (OWASP ASVS 5.0, 6.3.8).
 *
 * @returns null; or `rate_limited` with the seconds to wait, when too many requests came from one IP address
 */
export async function requestPasswordReset(typed: string, client: ClientInfo): Promise<Failure | null> {
  const email = canonicalEmail(typed);
  const blocked = await consume({ limit: "resetAddress", key: addressKey(client.device.ipAddress) });
  if (blocked) return blocked.failure;
  const key = await mailCounter(email, await database().findUserByEmail(email), client);
  const counters = [{ limit: "resetAccount", key } as const, { limit: "resetAccountDaily", key } as const];
  const limited = (await consume(...counters)) !== null;

  const token = newSecret();
  const secrets = { link: `${config().origin}/reset-password#token=${token}` };
  const link = newMailTo("password_reset", client.language, secrets);
  const noPassword = newMailTo("no_password", client.language);
  const mails = {
    link: ({ email, name }: { email: string; name: string }, now: number) => link(email, { name }, now),
    noPassword: ({ email, name }: { email: string; name: string }, now: number) =>
      noPassword(email, { name }, now),
    decoy: decoyMail("password_reset", client.language, secrets),
  };
  await database().changeUserByEmail(email, (user, now) =>
    decideResetRequest(user, { ticketHash: hashToken(token), limited, mails }, now),
  );
  return null;
}

/**
 * Sets a new password with the token of a link. Every session of the user ends, and none begins.
 *
 * @param input.code the second factor of a user who has one: of an authenticator app, or a recovery code
 * @returns null; or `invalid_ticket`; `invalid_request` with what is wrong with the password, and
 *   `second_factor_required`, both with the link still good; `invalid_code`, `factor_locked`, `rate_limited`
 */
export async function confirmPasswordReset(
  input: { token: string; newPassword: string; code?: string | undefined },
  client: ClientInfo,
): Promise<Failure | null> {
  const db = database();
  const hash = hashToken(input.token);
  const [found, now] = await Promise.all([db.findTicket(hash), db.now()]);
  if (!found || found.user.disabledAt !== null || !isOpen(found.ticket, "password_reset", now)) {
    return fail("invalid_ticket");
  }
  const { user } = found;
  const weak = refuseNewPassword(input.newPassword, user);
  if (weak) return weak;

  // The link stays good after a wrong code: each of its hashes counts.
  const blocked = await consume({ limit: "address", key: addressKey(client.device.ipAddress) });
  if (blocked) return blocked.failure;

  const factors = await db.findSecondFactors(user.id);
  if (confirmedFactors(factors.authenticators).length > 0 && !input.code)
    return fail("second_factor_required");
  const code = input.code ? await checkSecondFactorCode(factors, input.code, hash) : null;
  if (isFailure(code)) return code;

  const command = {
    passwordHash: await hashPassword(input.newPassword),
    code,
    actor: actorOf(client, null),
    notice: newNotice("password_changed", user, client),
  };
  const { outcome } = await db.changeByTicket(hash, (ticket, now) => decideReset(ticket, command, now));
  return isFailure(outcome) ? outcome : null;
}

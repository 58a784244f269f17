/** Changing the address of an account. */

import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { hashToken, newId } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { changeEmailFor } from "@/lib/server/for-caller";
import { newNotice } from "@/lib/server/mail/notices";
import { newMail } from "@/lib/server/mail/outgoing";
import { codeCounters, consume } from "@/lib/server/rate-limit";
import type { Principal } from "@/lib/server/sessions/sessions";
import { challengeView } from "@/lib/server/sign-in/attempt-views";
import { codeMatcher, hashCode, newCode } from "@/lib/server/sign-in/one-time-codes";
import { userView } from "@/lib/server/views";
import { decideConfirmEmailChange, decideEmailChange } from "@/lib/session/account/email-change";
import type { UserView } from "@/lib/session/contract";
import { type Failure, isFailure } from "@/lib/session/failure";
import type { ChallengeView } from "@/lib/session/sign-in/sign-in-contract";

/**
 * Sends a code to a new address. The answer is the same for an address that is taken; its owner is told.
 *
 * @param email in canonical form
 * @returns the challenge; or `invalid_request` for the address the user has already, `rate_limited` after too many
 *   requests, and the codes of `changeSessionFor`
 */
export async function requestEmailChange(
  principal: Principal,
  email: string,
  client: ClientInfo,
): Promise<ChallengeView | Failure> {
  const { user } = principal;
  // Many accounts together, too, may send an address no more codes than a sign-in does, nor guess more of them.
  const blocked = await consume({ limit: "emailChange", key: user.id }, ...codeCounters(hashToken(email)));
  if (blocked) return blocked.failure;
  const to = { email, language: user.language ?? client.language };
  const code = newCode();
  const made = {
    challengeId: newId(),
    codeHash: hashCode(code, purposeOf(user)),
    mail: newMail("email_change_code", to, {}, { code }),
    takenMail: newMail("email_taken", to),
  };
  const challenge = await changeEmailFor(principal, email, (found, now) =>
    decideEmailChange(found, { email, made }, now),
  );
  return isFailure(challenge) ? challenge : challengeView(challenge, await database().now());
}

/**
 * Changes the address with the code that was sent to it, and tells the old one.
 *
 * @returns the user; or `invalid_code` with the attempts that remain, `challenge_closed`, and the codes of
 *   `changeSessionFor`
 */
export async function confirmEmailChange(
  principal: Principal,
  code: string,
  client: ClientInfo,
): Promise<UserView | Failure> {
  const { user, session } = principal;
  const command = {
    matches: codeMatcher(code, purposeOf(user)),
    sessionId: session.id,
    actor: actorOf(client, session),
    notice: newNotice("email_changed", user, client),
  };
  const changed = await changeEmailFor(principal, null, (found, now) =>
    decideConfirmEmailChange(found, command, now),
  );
  return isFailure(changed) ? changed : userView(changed);
}

/** A code for one user's address is none for anything else. */
function purposeOf({ id }: { id: string }): string {
  return `email_change ${id}`;
}

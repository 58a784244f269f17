/**
 * Changes on behalf of a signed-in user. The caller's session and user are read again under the lock of the change, so a
 * session that ended a moment ago, or an administrator disabled a moment ago, changes nothing any more.
 */

import type { Principal } from "@/lib/server/sessions/sessions";
import type { EmailChange } from "@/lib/session/account/email-change";
import {
  type Caller,
  type CallerClaim,
  type CallerFailure,
  decideForCaller,
  type TargetAccount,
} from "@/lib/session/caller";
import { type Decision, noChange } from "@/lib/session/decision";
import type { SecondFactors } from "@/lib/session/factors/second-factors";
import { fail } from "@/lib/session/failure";
import type { Role } from "@/lib/session/roles";
import type { SessionRecord } from "@/lib/session/session";
import { database } from "./database";

/**
 * Changes one session.
 *
 * @param id the session to change
 * @param rule gets the session with this id, of any user, or null
 * @param needed.role the role the caller must still have
 * @returns the rule's outcome; or `session_revoked` and `session_expired` with the reason, `token_expired`,
 *   `not_authenticated` when the caller may not ask any more, or `forbidden` without the role
 */
export async function changeSessionFor<Outcome>(
  principal: Principal,
  id: string,
  rule: (session: SessionRecord | null, now: number, caller: Caller) => Decision<Outcome>,
  needed: { role?: Role } = {},
): Promise<Outcome | CallerFailure> {
  const claim = { ...claimOf(principal), ...needed };
  const { outcome } = await database().changeSessionForCaller(claim, id, (found, now) =>
    decideForCaller(found, claim, now, rule),
  );
  return outcome;
}

/**
 * Changes an account.
 *
 * @param account.id the user to change; the caller or another
 * @param account.role the role the caller must still have
 * @returns the rule's outcome; or the codes of `changeSessionFor`
 */
export async function changeAccountFor<Outcome>(
  principal: Principal,
  { id, role }: { id: string; role?: Role },
  rule: (account: TargetAccount | null, now: number, caller: Caller) => Decision<Outcome>,
): Promise<Outcome | CallerFailure> {
  const claim = { ...claimOf(principal), role };
  const { outcome } = await database().changeAccountForCaller(claim, id, (found, now) =>
    decideForCaller(found, claim, now, rule),
  );
  return outcome;
}

/**
 * Changes the caller's own second factors.
 *
 * @returns the rule's outcome; or the codes of `changeSessionFor`
 */
export async function changeSecondFactorsFor<Outcome>(
  principal: Principal,
  rule: (factors: SecondFactors, now: number, caller: Caller) => Decision<Outcome>,
): Promise<Outcome | CallerFailure> {
  const claim = claimOf(principal);
  const none: SecondFactors = { authenticators: [], recoveryCodes: [] };
  const { outcome } = await database().changeSecondFactorsForCaller(claim, (found, now) =>
    decideForCaller(found, claim, now, (factors, now, caller) => rule(factors ?? none, now, caller)),
  );
  return outcome;
}

/**
 * Changes the caller's own address.
 *
 * @param email the new one, in canonical form; null for the one that the last code was sent to
 * @returns the rule's outcome; or the codes of `changeSessionFor`
 */
export async function changeEmailFor<Outcome>(
  principal: Principal,
  email: string | null,
  rule: (found: EmailChange, now: number) => Decision<Outcome>,
): Promise<Outcome | CallerFailure> {
  const claim = claimOf(principal);
  const { outcome } = await database().changeEmailForCaller(claim, email, (found, now) =>
    decideForCaller<EmailChange, Outcome | CallerFailure>(found, claim, now, (target, now) =>
      target ? rule(target, now) : noChange(fail("not_authenticated")),
    ),
  );
  return outcome;
}

/** @returns what the rule compares the caller with, as it was when the access token was checked */
export function claimOf({ user, session }: Pick<Principal, "user" | "session">): CallerClaim {
  return { sessionId: session.id, userId: user.id, minGeneration: session.minGeneration };
}

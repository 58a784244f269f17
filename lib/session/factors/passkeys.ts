/**
 * Passkeys (WebAuthn Level 3). Each ceremony signs a challenge of ours, which is a ticket: good for five minutes, once,
 * and in one browser alone. The signature is verified before the transaction; these rules decide the rest.
 */

import { type Change, type Decision, noChange } from "@/lib/session/decision";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type {
  AuthenticatorRecord,
  RecoveryCodeRecord,
  TicketRecord,
} from "@/lib/session/sign-in/sign-in-records";
import { isOpen, newTicket } from "@/lib/session/sign-in/tickets";
import { countUse, type UserLimitPolicy } from "@/lib/session/user-limits";
import { isFull, newAuthenticator, replaceCodes, tooMany } from "./authenticator-rows";
import type { AddedFactor, FactorChange } from "./authenticators";
import {
  aboutFactor,
  type CodeGiver,
  confirmedFactors,
  type ProvenFactor,
  type SecondFactors,
} from "./second-factors";

export const CHALLENGE_LIFETIME_MS = 5 * 60 * 1000;

/** What a challenge is good for, and nothing else: a sign-in names neither user, session nor attempt. */
export interface ChallengeBinding {
  browserId: string;
  userId: string | null;
  sessionId: string | null;
  attemptId: string | null;
}

/** Stores a challenge. @param hash SHA-256 of it */
export function decideNewChallenge(hash: string, binding: ChallengeBinding, now: number): Decision<null> {
  const ticket = newTicket({ hash, type: "passkey", ...binding }, now, CHALLENGE_LIFETIME_MS);
  return { outcome: null, changes: [{ kind: "insert-ticket", ticket }], events: [] };
}

/**
 * Spends a challenge, whatever its signature is worth. A try for another purpose, or from another browser, leaves it good.
 *
 * @param ticket read under its lock
 * @returns outcome: whether it was good
 */
export function decideSpendChallenge(
  ticket: TicketRecord | null,
  binding: ChallengeBinding,
  now: number,
): Decision<boolean> {
  const isGood =
    ticket !== null &&
    isOpen(ticket, "passkey", now) &&
    ticket.browserId === binding.browserId &&
    ticket.userId === binding.userId &&
    ticket.sessionId === binding.sessionId &&
    ticket.attemptId === binding.attemptId;
  if (!isGood) return noChange(false);
  return {
    outcome: true,
    changes: [{ kind: "update-ticket", hash: ticket.hash, set: { usedAt: now } }],
    events: [],
  };
}

/** A passkey that a browser has made. */
export type NewPasskey = Pick<AuthenticatorRecord, "id" | "name"> &
  Pick<AuthenticatorRecord, "credentialId" | "publicKey" | "signCount" | "transports" | "backedUp">;

/**
 * Adds a passkey. It needs no confirmation: making it has shown that it works.
 *
 * @param command.recoveryCodes to be stored with the first second factor; null while there are none
 * @returns outcome: it; `needs_recovery_codes`, to be asked again with them; or `invalid_credential` for one that the
 *   user has, `invalid_request` for a user who has too many authenticators, `rate_limited`
 */
export function decideAddPasskey(
  { authenticators }: SecondFactors,
  command: FactorChange & { passkey: NewPasskey; recoveryCodes: RecoveryCodeRecord[] | null },
  now: number,
  policy: UserLimitPolicy,
): Decision<
  AddedFactor | "needs_recovery_codes" | Failure<"invalid_credential" | "invalid_request" | "rate_limited">
> {
  const { passkey, recoveryCodes, from, usage, notice } = command;
  if (authenticators.some(({ credentialId }) => credentialId === passkey.credentialId))
    return noChange(fail("invalid_credential"));
  if (isFull(authenticators)) return noChange(tooMany());
  const isFirst = confirmedFactors(authenticators).length === 0;
  if (isFirst && !recoveryCodes) return noChange("needs_recovery_codes");
  const counted = countUse("nameChange", { userId: from.userId, usage }, now, policy);
  if (isFailure(counted)) return noChange(counted);
  const authenticator = newAuthenticator({ ...passkey, type: "passkey", confirmedAt: now }, from, now);
  return {
    outcome: { authenticator, isFirst },
    changes: [
      { kind: "insert-authenticator", authenticator },
      ...(isFirst ? replaceCodes(from.userId, recoveryCodes ?? []) : []),
      notice(now),
      ...counted,
    ],
    events: [aboutFactor("factor_added", from, now)],
  };
}

/** A passkey whose signature was right a moment ago. */
export interface CheckedPasskey {
  authenticatorId: string;
  userId: string;
  signCount: number;
  backedUp: boolean;
}

/**
 * Uses a passkey whose signature was right. Its counter is only a hint: many passkeys live on several devices. One that
 * has not grown is told to the user, and refuses nothing (WebAuthn Level 3, section 6.1.1).
 *
 * @param factors of the user who gives it, read under the user's lock
 * @returns outcome: the factor; or `invalid_credential` when the user does not have it, or not any more
 */
export function decidePasskey(
  { authenticators }: Pick<SecondFactors, "authenticators">,
  passkey: CheckedPasskey,
  from: CodeGiver,
  now: number,
): Decision<ProvenFactor | Failure<"invalid_credential">> {
  const found = confirmedFactors(authenticators).find(
    ({ id, type }) => type === "passkey" && id === passkey.authenticatorId,
  );
  if (!found || passkey.userId !== from.userId) return noChange(fail("invalid_credential"));
  const { signCount, backedUp } = passkey;
  const before = found.signCount ?? 0;
  const fell = (signCount > 0 || before > 0) && signCount <= before;
  const change: Change = {
    kind: "update-authenticator",
    id: found.id,
    set: { lastUsedAt: now, signCount, backedUp },
  };
  return {
    outcome: { kind: "passkey" },
    changes: [change],
    events: fell ? [aboutFactor("passkey_counter_fell", from, now)] : [],
  };
}

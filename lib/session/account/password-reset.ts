/**
 * Resetting a forgotten password with a link that is sent by e-mail. The mailbox replaces the password and nothing else:
 * a user with a second factor gives it here, too (OWASP ASVS 5.0, 6.4.3).
 */
import { type Actor, type Change, type Decision, noChange } from "@/lib/session/decision";
import {
  type CheckedCode,
  confirmedFactors,
  decideSecondFactorCode,
} from "@/lib/session/factors/second-factors";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { endSessions, forgetProviderSignIns } from "@/lib/session/revocation";
import { hasPassword, type UserRecord } from "@/lib/session/session";
import { isOpen, newTicket, type TicketWithAccount } from "@/lib/session/sign-in/tickets";

/** OWASP ASVS 5.0, 6.5.5. */
export const RESET_LIFETIME_MS = 10 * 60 * 1000;
/** Wrong second factors that void a link. */
export const MAX_RESET_CODES = 5;

/** The messages of a reset, made before the transaction. Each is a change that writes it. */
export interface ResetMails {
  link(user: UserRecord, now: number): Change;
  noPassword(user: UserRecord, now: number): Change;
  /** A message that is never sent. It takes as much work to write, so that the time of the answer tells nothing. */
  decoy(now: number): Change;
}

/**
 * Sends a link, which voids every earlier one. For an address that no account has, and for a disabled account, the same
 * is written, but no link works and no message is sent.
 *
 * @param user read under the user's lock; null for an unknown address
 * @param command.limited whether too many resets were asked for: then no message is sent either
 */
export function decideResetRequest(
  user: UserRecord | null,
  command: { ticketHash: string; limited: boolean; mails: ResetMails },
  now: number,
): Decision<null> {
  const { ticketHash: hash, limited, mails } = command;
  const recipient = user?.disabledAt === null && !limited ? user : null;
  const owner = recipient && hasPassword(recipient) ? recipient.id : null;
  const ticket = newTicket({ hash, type: "password_reset", userId: owner }, now, RESET_LIFETIME_MS);
  return {
    outcome: null,
    changes: [
      { kind: "revoke-tickets", userId: owner ?? "", type: "password_reset", at: now },
      { kind: "insert-ticket", ticket },
      !recipient ? mails.decoy(now) : owner ? mails.link(recipient, now) : mails.noPassword(recipient, now),
    ],
    events: [],
  };
}

export type ResetOutcome =
  | "reset"
  | Failure<"invalid_ticket" | "second_factor_required" | "invalid_code" | "factor_locked">;

/** @returns whether a link may still be used to choose a password */
function isResetOpen(found: TicketWithAccount | null, now: number): found is TicketWithAccount {
  if (!found || found.account.user.disabledAt !== null) return false;
  return isOpen(found.ticket, "password_reset", now);
}

/**
 * Sets the new password and ends every session. None begins.
 *
 * @param found read under the user's lock
 * @param command.passwordHash the hash to store
 * @param command.code the second factor that was given, compared with what is stored; null without one
 * @param command.notice the message that says so
 * @returns outcome: `invalid_ticket`; `second_factor_required`, with the link still good; `invalid_code`, which the fifth
 *   time voids the link; `factor_locked`
 */
export function decideReset(
  found: TicketWithAccount | null,
  command: { passwordHash: string; code: CheckedCode | null; actor: Actor; notice: (now: number) => Change },
  now: number,
): Decision<ResetOutcome> {
  if (!isResetOpen(found, now)) return noChange(fail("invalid_ticket"));
  const { ticket, account, factors } = found;
  const { user } = account;
  const actor = { ...command.actor, userId: user.id };

  const changes: Change[] = [];
  const events: Decision<unknown>["events"] = [];
  if (confirmedFactors(factors.authenticators).length > 0) {
    if (!command.code) return noChange(fail("second_factor_required"));
    const given = decideSecondFactorCode(factors, command.code, { userId: user.id, actor }, now);
    const { outcome } = given;
    if (isFailure(outcome)) {
      const counted = outcome.code === "invalid_code" ? [countFailure(ticket, now)] : [];
      return { outcome, changes: [...given.changes, ...counted], events: given.events };
    }
    changes.push(...given.changes);
    events.push(...given.events);
  }
  const ended = endSessions(account.sessions, "password_changed", actor, now);
  return {
    outcome: "reset",
    changes: [
      ...changes,
      { kind: "update-ticket", hash: ticket.hash, set: { usedAt: now } },
      { kind: "update-user", id: user.id, set: { passwordHash: command.passwordHash } },
      ...ended.changes,
      forgetProviderSignIns(user.id, null),
      ...voidOpenSignIns(user, now),
      command.notice(now),
    ],
    events: [
      ...events,
      { name: "password_changed", at: now, userId: user.id, sessionId: null, actor, reason: null },
      ...ended.events,
    ],
  };
}

function countFailure(ticket: TicketWithAccount["ticket"], now: number): Change {
  const failures = ticket.failures + 1;
  const set = failures >= MAX_RESET_CODES ? { failures, revokedAt: now } : { failures };
  return { kind: "update-ticket", hash: ticket.hash, set };
}

/**
 * An attempt that only names the address stays as it is: the browser that began it would see it end, and know that the
 * address has an account (OWASP ASVS 5.0, 6.3.8). A code or a link that was sent for it is refused when it is used,
 * because the password has changed since.
 *
 * @returns the changes that void what was begun before a new password: attempts, codes for a new address, and reset links
 */
export function voidOpenSignIns({ id: userId }: UserRecord, now: number): Change[] {
  return [
    { kind: "cancel-attempts", userId, at: now },
    { kind: "cancel-challenges", userId },
    { kind: "revoke-tickets", userId, type: "password_reset", at: now },
  ];
}

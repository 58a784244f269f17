/** Tickets: secrets in the links of e-mails, which work once (OWASP ASVS 5.0, 6.5.1). */
import type { Account } from "@/lib/session/decision";
import type { SecondFactors } from "@/lib/session/factors/second-factors";
import type { TicketRecord, TicketType } from "./sign-in-records";

/** A ticket and the account it is for, read under the user's lock. */
export interface TicketWithAccount {
  ticket: TicketRecord;
  account: Account;
  factors: SecondFactors;
}

/** @returns a ticket that begins now; without a `browserId` it is good in any browser */
export function newTicket(
  made: Pick<TicketRecord, "hash" | "type" | "userId"> &
    Partial<
      Pick<TicketRecord, "sessionId" | "attemptId" | "challengeId" | "browserId" | "reason" | "deviceLink">
    >,
  now: number,
  lifetimeMs: number,
): TicketRecord {
  return {
    sessionId: null,
    attemptId: null,
    challengeId: null,
    browserId: null,
    reason: null,
    deviceLink: null,
    ...made,
    failures: 0,
    createdAt: now,
    expiresAt: now + lifetimeMs,
    usedAt: null,
    revokedAt: null,
  };
}

/** @returns whether a ticket is of this type, not expired, not revoked, and not used */
export function isOpen(ticket: TicketRecord, type: TicketType, now: number): boolean {
  return isValid(ticket, type, now) && ticket.usedAt === null;
}

/** @returns the same for a ticket that may be shown again after its use */
export function isValid(ticket: TicketRecord, type: TicketType, now: number): boolean {
  return ticket.type === type && ticket.revokedAt === null && now < ticket.expiresAt;
}

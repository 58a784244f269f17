/**
 * Impersonation: an administrator acts as a user, to see what the user sees. The administrator's own sign-in stays as it
 * is; beside it a session opens that names who acts, lasts an hour at most, and may change nothing of the user's.
 */

import { type NewSession, openSession } from "@/lib/session/sign-in/sign-in";
import type { TicketRecord } from "@/lib/session/sign-in/sign-in-records";
import { isOpen, newTicket } from "@/lib/session/sign-in/tickets";
import type { Caller } from "./caller";
import { type Account, type Actor, type Change, type Decision, noChange } from "./decision";
import { type Failure, fail } from "./failure";
import { endSessions } from "./revocation";
import { tokenOf } from "./rotation";
import {
  endReason,
  expiresAt,
  type LimitPolicy,
  type SessionRecord,
  UNKNOWN_DEVICE,
  type UserRecord,
} from "./session";

const IMPERSONATION_TICKET_LIFETIME_MS = 60_000;
const IMPERSONATION_ABSOLUTE_MS = 60 * 60_000;
const IMPERSONATION_IDLE_MS = 15 * 60_000;
/** The authentication method of such a session: the user proved nothing. */
const IMPERSONATION = "impersonation";

/** An administrator, and the session that the administrator is signed in with. */
type Administrator = Pick<Caller, "session" | "user">;

/**
 * Decides whether one user may act as another. Asked when the ticket is made and again when it is used.
 *
 * @returns false for every user but an enabled administrator whose own session is alive, and for a user who is disabled,
 *   is to be deleted, is an administrator, or is the same one
 */
function mayActAs({ session, user }: Administrator, target: UserRecord, now: number): boolean {
  const isAdministrator = user.roles.includes("admin") && user.disabledAt === null;
  const isTheirOwnSession = session.impersonatorId === null && endReason(session, now) === null;
  const isOrdinaryUser =
    !target.roles.includes("admin") && target.disabledAt === null && target.deletionAt === null;
  return isAdministrator && isTheirOwnSession && isOrdinaryUser && target.id !== user.id;
}

/**
 * Makes the ticket by which an administrator acts as a user: good for a minute, once, in the browser that the administrator
 * is signed in on.
 *
 * @param account the user, under lock; null for an unknown one
 * @param command.actor the administrator, for the audit log
 * @returns outcome: when the ticket expires, in milliseconds since the epoch; or `not_found`, `forbidden`
 */
export function decideImpersonate(
  account: Pick<Account, "user"> | null,
  { ticketHash, reason, actor }: { ticketHash: string; reason: string; actor: Actor },
  now: number,
  administrator: Administrator,
): Decision<{ expiresAt: number } | Failure<"not_found" | "forbidden">> {
  if (!account) return noChange(fail("not_found"));
  if (!mayActAs(administrator, account.user, now)) return noChange(fail("forbidden"));
  const { id: sessionId, browserId } = administrator.session;
  const { id: userId } = account.user;
  const ticket = newTicket(
    { hash: ticketHash, type: "impersonation", userId, sessionId, browserId, reason },
    now,
    IMPERSONATION_TICKET_LIFETIME_MS,
  );
  return {
    outcome: { expiresAt: ticket.expiresAt },
    changes: [{ kind: "insert-ticket", ticket }],
    events: [
      {
        name: "impersonation_requested",
        at: now,
        userId,
        sessionId: null,
        actor,
        reason: null,
        details: { reason },
      },
    ],
  };
}

/** The rows that the use of a ticket is decided on, under lock. */
export interface FoundImpersonation {
  ticket: TicketRecord;
  administrator: Administrator;
  /** The user that the ticket is for. */
  account: Account;
}

export interface ImpersonationCommand {
  opening: Pick<NewSession, "id" | "tokenHash" | "browserId" | "boundKey">;
  actor: Actor;
  /** Tells the user, with the name of the administrator. */
  notice: (user: UserRecord, administrator: UserRecord, now: number) => Change;
}

export type ImpersonationOutcome =
  | { kind: "signed-in"; user: UserRecord; session: SessionRecord }
  | Failure<"invalid_ticket">;

/**
 * Opens the session in which an administrator acts as a user. Of a browser's earlier ones the living ones of the same user end.
 *
 * @param command.actor the administrator
 * @returns outcome: the session; or `invalid_ticket` for every ticket that is not good here, and when the administrator or
 *   the user has changed so that the ticket would not be made any more
 */
export function decideImpersonation(
  found: FoundImpersonation | null,
  { opening, actor, notice }: ImpersonationCommand,
  now: number,
  { limits }: { limits: LimitPolicy },
): Decision<ImpersonationOutcome> {
  if (!found) return noChange(fail("invalid_ticket"));
  const { ticket, administrator, account } = found;
  const { browserId } = opening;
  const isGood =
    isOpen(ticket, "impersonation", now) &&
    ticket.browserId === browserId &&
    ticket.sessionId === administrator.session.id &&
    ticket.userId === account.user.id;
  if (!isGood || !mayActAs(administrator, account.user, now)) return noChange(fail("invalid_ticket"));
  const { user } = account;
  const session = actingSession(found, opening, now, limits);
  const ended = endSessions(
    impersonated(account.sessions).filter((other) => other.browserId === browserId),
    "replaced",
    actor,
    now,
  );
  return {
    outcome: { kind: "signed-in", user, session },
    changes: [
      { kind: "update-ticket", hash: ticket.hash, set: { usedAt: now } },
      ...ended.changes,
      { kind: "insert-session", session },
      { kind: "insert-token", token: tokenOf(session, opening.tokenHash, null, now) },
      notice(user, administrator.user, now),
    ],
    events: [
      ...ended.events,
      {
        name: "impersonation_started",
        at: now,
        userId: user.id,
        sessionId: session.id,
        actor,
        reason: null,
        details: { reason: ticket.reason ?? "" },
      },
    ],
  };
}

/** Where the administrator is, and on which device, is not the user's to know: the audit event alone has it. */
function actingSession(
  { administrator, account: { user } }: FoundImpersonation,
  opening: ImpersonationCommand["opening"],
  now: number,
  limits: LimitPolicy,
): SessionRecord {
  const own = administrator.session;
  const session = openSession(
    { ...user, idleTimeout: null },
    {
      ...opening,
      rememberMe: false,
      authMethods: [IMPERSONATION],
      device: UNKNOWN_DEVICE,
    },
    now,
    {
      limits: {
        ...limits,
        idle: Math.min(limits.idle, IMPERSONATION_IDLE_MS),
        absolute: Math.min(limits.absolute, IMPERSONATION_ABSOLUTE_MS),
      },
    },
  );
  return {
    ...session,
    absoluteExpiresAt: Math.min(session.absoluteExpiresAt, own.absoluteExpiresAt),
    impersonatorId: administrator.user.id,
    impersonatorSessionId: own.id,
    impersonatorName: administrator.user.name,
    impersonatorEndsAt: expiresAt(own),
  };
}

/** @returns the sessions of an account in which an administrator acts as the user */
export function impersonated(sessions: SessionRecord[]): SessionRecord[] {
  return sessions.filter(({ impersonatorId }) => impersonatorId !== null);
}

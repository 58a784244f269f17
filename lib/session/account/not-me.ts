/**
 * "That wasn't me", from the message about a new sign-in. Its ticket can only end that one session, so a
 * stranger who gets hold of it can do no other harm.
 */
import { type Actor, type Decision, noChange } from "@/lib/session/decision";
import { type Failure, fail } from "@/lib/session/failure";
import { endSession, forgetProviderSignIns } from "@/lib/session/revocation";
import { isValid, type TicketWithAccount } from "@/lib/session/sign-in/tickets";

export const NOT_ME_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Ends the session of a ticket. A repeated request finds it ended and says so again.
 *
 * @param found read under the user's lock
 * @param actor where the request comes from; the user is the one who got the message
 * @returns outcome: `ended`, also when the session was over before; or `invalid_ticket`
 */
export function decideNotMe(
  found: TicketWithAccount | null,
  actor: Actor,
  now: number,
): Decision<"ended" | Failure<"invalid_ticket">> {
  if (!found || !isValid(found.ticket, "not_me", now)) return noChange(fail("invalid_ticket"));
  const { ticket, account } = found;
  if (ticket.usedAt !== null) return noChange("ended");
  const session = account.sessions.find(({ id }) => id === ticket.sessionId);
  const { sessionId } = ticket;
  const ended = session
    ? endSession(session, "user", { ...actor, userId: account.user.id }, now)
    : { changes: [], events: [] };
  return {
    outcome: "ended",
    changes: [
      { kind: "update-ticket", hash: ticket.hash, set: { usedAt: now } },
      ...ended.changes,
      ...(sessionId === null ? [] : [forgetProviderSignIns(account.user.id, sessionId)]),
    ],
    events: ended.events,
  };
}

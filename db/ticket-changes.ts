/** Changes of tickets, and of what they are for. Each locks and reads its rows; the caller's rule decides. */
import type { CallerAndTarget } from "@/lib/session/caller";
import type { FoundImpersonation } from "@/lib/session/impersonation";
import type { TicketRecord } from "@/lib/session/sign-in/sign-in-records";
import type { TicketWithAccount } from "@/lib/session/sign-in/tickets";
import type { CallerKey } from "./queries/caller-reads";
import { loadImpersonation, loadTicket, loadTicketForCaller, lockTicket } from "./queries/tickets";
import type { Committed, Rule, RunRule, Waiting } from "./transaction";

/** @returns the changes of tickets, as methods of `Database` */
export function createTicketChanges(run: RunRule) {
  return {
    /** Changes a ticket alone. */
    async changeTicket<Outcome>(
      hash: string,
      rule: Rule<TicketRecord, Outcome>,
    ): Promise<Committed<TicketRecord, Outcome>> {
      return run(() => lockTicket(hash), rule);
    },

    /** Makes or changes a ticket for a signed-in caller, whose session and user are locked. */
    async changeTicketForCaller<Outcome>(
      caller: CallerKey,
      hash: string,
      rule: Rule<CallerAndTarget<TicketRecord>, Outcome>,
    ): Promise<Committed<CallerAndTarget<TicketRecord>, Outcome>> {
      return run(() => loadTicketForCaller(caller, hash), rule);
    },

    /** Changes the account that a ticket is for, with its second factors. */
    async changeByTicket<Outcome>(
      hash: string,
      rule: Rule<TicketWithAccount, Outcome>,
      { signal }: Waiting = {},
    ): Promise<Committed<TicketWithAccount, Outcome>> {
      return run(() => loadTicket(hash), rule, signal);
    },

    /** Opens the session in which an administrator acts as a user. */
    async changeByImpersonation<Outcome>(
      hash: string,
      signal: AbortSignal | undefined,
      rule: Rule<FoundImpersonation, Outcome>,
    ): Promise<Committed<FoundImpersonation, Outcome>> {
      return run(() => loadImpersonation(hash), rule, signal);
    },
  };
}

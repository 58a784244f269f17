/** "That wasn't me": the link in the message about a new sign-in. */

import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { hashToken } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { decideNotMe } from "@/lib/session/account/not-me";
import { type Failure, isFailure } from "@/lib/session/failure";

/**
 * Ends the session that the message was about.
 *
 * @param ticket from the link
 * @returns null, also when the session was over before; or `invalid_ticket`
 */
export async function endReportedSession(ticket: string, client: ClientInfo): Promise<Failure | null> {
  const { outcome } = await database().changeByTicket(hashToken(ticket), (found, now) =>
    decideNotMe(found, actorOf(client, null), now),
  );
  return isFailure(outcome) ? outcome : null;
}

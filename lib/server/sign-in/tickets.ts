/** Tickets that sign in: by a link from an e-mail, as another user, or on a device that another one has approved. */

import type { ClientInfo } from "@/lib/server/client-info";
import { hashToken } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { startImpersonation } from "@/lib/server/sessions/impersonation";
import { fail } from "@/lib/session/failure";
import { type StepResult, submitLink } from "./attempt-steps";
import { signInDevice } from "./device-sign-in";

/**
 * Takes a ticket, in the browser that it was made for.
 *
 * @param tokenOf finds the refresh token that this browser holds of a session
 * @returns the grant or the next step; or `invalid_ticket` for every ticket that is not good here, and the codes of
 *   `submitLink`
 */
export async function submitTicket(
  ticket: string,
  client: ClientInfo,
  tokenOf: (sessionId: string) => string | null,
): Promise<StepResult> {
  const ticketHash = hashToken(ticket);
  const found = await database().findTicketTarget(ticketHash);
  if (found?.type === "sign_in_link" && found.attemptId)
    return submitLink({ ticketHash, id: found.attemptId }, client);
  if (found?.type === "impersonation" && found.sessionId)
    return startImpersonation({ ticketHash, sessionId: found.sessionId }, tokenOf(found.sessionId), client);
  if (found?.type === "device_link") return signInDevice(ticketHash, client);
  return fail("invalid_ticket");
}

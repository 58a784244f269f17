/** Administrators who act as a user: the ticket, its use, and the sessions in which it happens. */

import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { config } from "@/lib/server/config";
import { hashToken, newId, newRefreshToken, newSecret } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { keyOfNewSession } from "@/lib/server/device-binding/request-proof";
import { changeAccountFor } from "@/lib/server/for-caller";
import { isoTime } from "@/lib/server/iso-time";
import { newImpersonationNotice } from "@/lib/server/mail/notices";
import type { ImpersonationView, RunningImpersonationView } from "@/lib/session/admin/admin-contract";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { decideImpersonate, decideImpersonation } from "@/lib/session/impersonation";
import { reachedLimit } from "@/lib/session/session";
import type { Grant } from "./grant";
import { findPrincipal, type Principal } from "./sessions";

/**
 * Makes a ticket by which an administrator acts as a user.
 *
 * @param reason the administrator's own words, for the audit log
 * @returns the ticket; or `forbidden` for an administrator, a disabled user, and oneself, `not_found` for an unknown
 *   user, and the codes of `changeAccountFor`
 */
export async function impersonate(
  admin: Principal,
  userId: string,
  reason: string,
  client: ClientInfo,
): Promise<ImpersonationView | Failure> {
  const ticket = newSecret();
  const command = { ticketHash: hashToken(ticket), reason, actor: actorOf(client, admin.session) };
  const outcome = await changeAccountFor(admin, { id: userId, role: "admin" }, (account, now, caller) =>
    decideImpersonate(account, command, now, caller),
  );
  if (isFailure(outcome)) return outcome;
  return {
    ticket,
    url: `${config().origin}/impersonate#ticket=${ticket}`,
    expiresAt: isoTime(outcome.expiresAt),
  };
}

/**
 * Uses such a ticket, in the browser that its administrator is signed in on.
 *
 * @param ownToken the refresh token of the administrator's own session that this browser holds. The id of the browser
 *   alone proves nothing: another user of the device may have copied its cookie
 * @returns the grant of the session in which the administrator acts as the user; or `invalid_ticket`
 */
export async function startImpersonation(
  { ticketHash, sessionId }: { ticketHash: string; sessionId: string },
  ownToken: string | null,
  client: ClientInfo,
): Promise<Grant | Failure<"invalid_ticket">> {
  const own = ownToken === null ? null : await findPrincipal(ownToken);
  if (!own || "reason" in own || own.session.id !== sessionId) return fail("invalid_ticket");
  const boundKey = await keyOfNewSession(client);
  const refreshToken = newRefreshToken();
  const command = {
    opening: { id: newId(), tokenHash: hashToken(refreshToken), browserId: client.browserId, boundKey },
    actor: actorOf(client, own.session),
    notice: newImpersonationNotice(client),
  };
  const { outcome, now } = await database().changeByImpersonation(ticketHash, client.signal, (found, now) =>
    decideImpersonation(found, command, now, config()),
  );
  if (isFailure(outcome)) return outcome;
  const { user, session } = outcome;
  return { user, session, refreshToken, authTime: session.authenticatedAt, now };
}

/** @returns which administrators act as users now, the latest first */
export async function listRunningImpersonations(): Promise<RunningImpersonationView[]> {
  const db = database();
  const [stored, now] = await Promise.all([db.listImpersonations(), db.now()]);
  return stored
    .filter(({ session }) => reachedLimit(session, now) === null)
    .map(({ session, userName, details }) => ({
      sessionId: session.id,
      administrator: { id: session.impersonatorId ?? "", name: session.impersonatorName ?? "" },
      user: { id: session.userId, name: userName },
      reason: details?.reason ?? "",
      startedAt: isoTime(session.createdAt),
    }));
}

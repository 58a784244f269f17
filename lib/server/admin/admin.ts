/**
 * Administration: finding users, disabling accounts, setting roles, ending sessions.
 */

import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { database } from "@/lib/server/database";
import { changeAccountFor, changeSessionFor } from "@/lib/server/for-caller";
import { listEndedSessions, listSessions } from "@/lib/server/sessions/session-list";
import type { Principal } from "@/lib/server/sessions/sessions";
import { adminUserView } from "@/lib/server/views";
import { decideSetDisabledByAdmin, decideSetRolesByAdmin } from "@/lib/session/admin/account-management";
import type { AdminUserView, UserPageView } from "@/lib/session/admin/admin-contract";
import type { SessionView } from "@/lib/session/contract";
import { type Decision, noChange } from "@/lib/session/decision";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { decideRevoke, decideRevokeAll } from "@/lib/session/revocation";
import type { Role } from "@/lib/session/roles";

/**
 * Finds users, newest first.
 *
 * @param query part of a name or an e-mail address; empty for all
 * @param page counts from 1
 */
export async function searchUsers({
  query,
  page,
  pageSize,
}: {
  query: string;
  page: number;
  pageSize: number;
}): Promise<UserPageView> {
  const found = await database().searchUsers(query, page, pageSize);
  return { users: found.users.map(adminUserView), total: found.total, page, pageSize };
}

/** @returns a user as administrators see it, or null. */
export async function findUserView(id: string): Promise<AdminUserView | null> {
  const user = await database().findUser(id);
  return user ? adminUserView(user) : null;
}

/**
 * Disables or enables an account. Disabling ends all of its sessions in the same transaction; enabling brings none back.
 *
 * @returns the user; or `last_admin` for the only enabled administrator, `forbidden` for oneself, `not_found` for an
 *   unknown user, and the codes of `changeAccountFor`
 */
export async function setDisabled(
  admin: Principal,
  userId: string,
  disabled: boolean,
  client: ClientInfo,
): Promise<AdminUserView | Failure> {
  const actor = actorOf(client, admin.session);
  const outcome = await changeAccountFor(admin, { id: userId, role: "admin" }, (account, now) =>
    decideSetDisabledByAdmin(account, { disabled, actor }, now),
  );
  return isFailure(outcome) ? outcome : adminUserView(outcome);
}

/**
 * Sets a user's roles, the administrator's own included.
 *
 * @returns the user; or `last_admin` when no enabled administrator would remain, `not_found` for an unknown user, and
 *   the codes of `changeAccountFor`
 */
export async function setRolesOf(
  admin: Principal,
  userId: string,
  roles: Role[],
  client: ClientInfo,
): Promise<AdminUserView | Failure> {
  const actor = actorOf(client, admin.session);
  const outcome = await changeAccountFor(admin, { id: userId, role: "admin" }, (account, now) =>
    decideSetRolesByAdmin(account, { roles, actor }, now),
  );
  return isFailure(outcome) ? outcome : adminUserView(outcome);
}

/** @returns a user's sessions as an administrator sees them; or `not_found`. */
export async function listSessionsOf(
  userId: string,
  status: "active" | "ended",
): Promise<SessionView[] | Failure> {
  if (!(await database().findUser(userId))) return fail("not_found");
  return status === "ended"
    ? listEndedSessions({ userId })
    : listSessions({ userId, currentSessionId: null });
}

/**
 * Ends one session of a user.
 *
 * @returns null; or `not_found` for a session that is not this user's, and the codes of `changeSessionFor`
 */
export async function revokeSessionOf(
  admin: Principal,
  { userId, sessionId }: { userId: string; sessionId: string },
  client: ClientInfo,
): Promise<Failure | null> {
  const actor = actorOf(client, admin.session);
  const outcome = await changeSessionFor(
    admin,
    sessionId,
    (session, now) =>
      decideRevoke(session?.userId === userId ? session : null, { reason: "admin", actor }, now),
    { role: "admin" },
  );
  if (isFailure(outcome)) return outcome;
  return outcome.found ? null : fail("not_found");
}

/**
 * Ends all sessions of a user; with `others`, administrators who sign out themselves keep the session they do it in.
 *
 * @returns how many were alive; or `not_found`, and the codes of `changeAccountFor`
 */
export async function revokeAllOf(
  admin: Principal,
  { userId, scope }: { userId: string; scope: "others" | "all" },
  client: ClientInfo,
): Promise<{ revoked: number } | Failure> {
  const actor = actorOf(client, admin.session);
  const keep = scope === "others" ? admin.session.id : null;
  return changeAccountFor(
    admin,
    { id: userId, role: "admin" },
    (account, now): Decision<{ revoked: number } | Failure> =>
      account ? decideRevokeAll(account, { keep, reason: "admin", actor }, now) : noChange(fail("not_found")),
  );
}

/**
 * Administration: finding users, disabling accounts, ending sessions.
 */
import { decideSetDisabled } from "@/lib/session/account-management";
import type { AdminUserView, SessionView, UserPageView } from "@/lib/session/contract";
import { type Account, type Decision, noChange } from "@/lib/session/decision";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { decideRevokeAll } from "@/lib/session/revocation";
import { actorOf, type ClientInfo } from "./client-info";
import { database } from "./database";
import { listEndedSessions, listSessions } from "./session-list";
import type { Principal } from "./sessions";
import { adminUserView } from "./views";

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
 * Administrators cannot disable themselves, so that one is always left to undo it.
 *
 * @returns the user; or `forbidden` for oneself, `not_found` for an unknown user
 */
export async function setDisabled(
  admin: Principal,
  userId: string,
  disabled: boolean,
  client: ClientInfo,
): Promise<AdminUserView | Failure> {
  if (disabled && userId === admin.user.id) return fail("forbidden");
  const actor = actorOf(client, admin.session);

  const { outcome } = await database().changeAccount({ id: userId }, (account, now) =>
    decideSetDisabled(account, { disabled, actor }, now),
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

/** Ends all sessions of a user. @returns how many were alive; or `not_found`. */
export async function revokeAllOf(
  admin: Principal,
  userId: string,
  client: ClientInfo,
): Promise<{ revoked: number } | Failure> {
  const actor = actorOf(client, admin.session);
  const { outcome } = await database().changeAccount(
    { id: userId },
    (account: Account | null, now): Decision<{ revoked: number } | Failure> =>
      account
        ? decideRevokeAll(account, { keep: null, reason: "admin", actor }, now)
        : noChange(fail("not_found")),
  );
  return outcome;
}

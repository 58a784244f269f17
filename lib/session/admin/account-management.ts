/**
 * Account changes that an administrator or an operator makes: create an account, set its roles, disable it, reset its
 * password. The operator uses the command line and has no session, so the audit events name no actor then.
 */

import { voidOpenSignIns } from "@/lib/session/account/password-reset";
import type { TargetAccount } from "@/lib/session/caller";
import { type Account, type Actor, type Change, type Decision, noChange } from "@/lib/session/decision";
import { isSandboxUser } from "@/lib/session/demo/sandbox-user"; // demo:line
import { type Failure, fail } from "@/lib/session/failure";
import { impersonated } from "@/lib/session/impersonation";
import { decideRevokeAll, endSessions } from "@/lib/session/revocation";
import type { Role } from "@/lib/session/roles";
import { type NewUser, type UserRecord, userRecord } from "@/lib/session/session";

/** The command line: no user, no session, no address. */
export const OPERATOR: Actor = { userId: null, sessionId: null, ipAddress: null, device: null };

type UserOutcome = UserRecord | Failure<"not_found" | "email_taken">;

/**
 * Creates an account.
 *
 * @param existing the account that already has this email address, or null
 */
export function decideCreateUser(
  existing: Account | null,
  newUser: NewUser,
  now: number,
): Decision<UserOutcome> {
  if (existing) return noChange(fail("email_taken"));
  const user = userRecord(newUser, now);
  return {
    outcome: user,
    changes: [{ kind: "insert-user", user }],
    events: [event("account_created", user, now)],
  };
}

/**
 * Sets a user's roles. An access token in use carries the old roles until it is refreshed.
 *
 * @param command.actor who does it: an administrator or the operator
 */
export function decideSetRoles(
  account: Account | null,
  command: { roles: Role[]; actor: Actor },
  now: number,
): Decision<UserOutcome> {
  if (!account) return noChange(fail("not_found"));
  const { user } = account;
  const { roles, actor } = command;
  const isSame = user.roles.length === roles.length && roles.every((role) => user.roles.includes(role));
  if (isSame) return noChange(user);
  // No administrator acts as another one.
  const ended = roles.includes("admin")
    ? endSessions(impersonated(account.sessions), "admin", actor, now)
    : { changes: [], events: [] };
  return {
    outcome: { ...user, roles },
    changes: [{ kind: "update-user", id: user.id, set: { roles } }, ...ended.changes],
    events: [event("roles_changed", user, now, actor), ...ended.events],
  };
}

/**
 * Sets a user's roles for an administrator, who cannot take the role from the last enabled administrator. Administrators
 * may give up the role themselves while there is another one.
 *
 * @param command.actor the administrator
 * @returns outcome: the user; or `last_admin`, `not_found`
 */
export function decideSetRolesByAdmin(
  account: TargetAccount | null,
  command: { roles: Role[]; actor: Actor },
  now: number,
): Decision<UserOutcome | Failure<"forbidden" | "last_admin">> {
  if (account && isSandboxUser(account.user.id)) return noChange(fail("forbidden")); // demo:line
  if (account && !command.roles.includes("admin")) {
    const { user, hasOtherAdmin } = account;
    const isEnabledAdmin = user.roles.includes("admin") && user.disabledAt === null;
    if (isEnabledAdmin && !hasOtherAdmin) return noChange(fail("last_admin"));
  }
  return decideSetRoles(account, command, now);
}

/**
 * Disables or enables an account. Disabling ends all of its sessions in the same instant, and voids what was begun for it:
 * attempts, codes and links. Enabling brings nothing back.
 *
 * @param command.actor who does it: an administrator or the operator
 */
export function decideSetDisabled(
  account: Account | null,
  command: { disabled: boolean; actor: Actor },
  now: number,
): Decision<UserOutcome> {
  if (!account) return noChange(fail("not_found"));
  const { user } = account;
  const { disabled, actor } = command;
  if ((user.disabledAt !== null) === disabled) return noChange(user);
  const disabledAt = disabled ? now : null;
  const ended = disabled
    ? decideRevokeAll(account, { keep: null, reason: "account_disabled", actor }, now)
    : { changes: [], events: [] };
  return {
    outcome: { ...user, disabledAt },
    changes: [
      { kind: "update-user", id: user.id, set: { disabledAt } },
      ...ended.changes,
      ...(disabled ? voidOpenSignIns(user, now) : []),
    ],
    events: [event(disabled ? "account_disabled" : "account_enabled", user, now, actor), ...ended.events],
  };
}

/**
 * Disables or enables an account for an administrator. An administrator cannot disable the last enabled administrator,
 * so one always remains to undo it. The operator on the command line can.
 *
 * @param command.actor the administrator
 * @returns outcome: the user; or `last_admin` for the only enabled administrator, `forbidden` for the administrator's
 *   own account, `not_found` for an unknown one
 */
export function decideSetDisabledByAdmin(
  account: TargetAccount | null,
  command: { disabled: boolean; actor: Actor },
  now: number,
): Decision<UserOutcome | Failure<"forbidden" | "last_admin">> {
  if (account && command.disabled && account.user.disabledAt === null) {
    const { user, hasOtherAdmin } = account;
    if (user.roles.includes("admin") && !hasOtherAdmin) return noChange(fail("last_admin"));
    if (user.id === command.actor.userId) return noChange(fail("forbidden"));
  }
  return decideSetDisabled(account, command, now);
}

/**
 * Sets a password and ends every session, so anyone who used the old password is signed out. Attempts and links that were
 * begun before are void.
 *
 * @param command.notice the message that tells the user
 */
export function decideResetPassword(
  account: Account | null,
  command: { passwordHash: string; notice: (now: number) => Change },
  now: number,
): Decision<UserOutcome> {
  if (!account) return noChange(fail("not_found"));
  const { user } = account;
  const { passwordHash } = command;
  const ended = decideRevokeAll(account, { keep: null, reason: "password_changed", actor: OPERATOR }, now);
  return {
    outcome: { ...user, passwordHash },
    changes: [
      { kind: "update-user", id: user.id, set: { passwordHash } },
      ...ended.changes,
      ...voidOpenSignIns(user, now),
      command.notice(now),
    ],
    events: [event("password_reset", user, now), ...ended.events],
  };
}

function event(
  name: "account_created" | "roles_changed" | "account_disabled" | "account_enabled" | "password_reset",
  { id }: UserRecord,
  at: number,
  actor: Actor = OPERATOR,
) {
  return { name, at, userId: id, sessionId: null, actor, reason: null };
}

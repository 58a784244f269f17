import { decideSetDisabled, OPERATOR } from "@/lib/session/admin/account-management";
import { type Account, type Decision, noChange } from "@/lib/session/decision";

/**
 * The password hash of a demo account outside the demo. Its digest is all zeros, and no password is known to give that.
 * Checking a password against it takes as long as against any other.
 */
export const LOCKED_HASH = `$argon2id$v=19$m=19456,t=2,p=1$${"A".repeat(22)}$${"A".repeat(43)}`;

/**
 * Locks a demo account when the server starts without `DEMO`, and unlocks it when the demo is on again. Any visitor may
 * have signed in to it or changed its password. Locking therefore ends its sessions, replaces the password, and
 * disables the account, which then no longer counts as an administrator.
 *
 * @param publicHash a hash of the public password, or null when the demo is off
 * @returns outcome: whether anything was changed
 */
export function decideDemoAccess(
  account: Account | null,
  publicHash: string | null,
  now: number,
): Decision<boolean> {
  if (!account) return noChange(false);
  const isDemo = publicHash !== null;
  const isLocked = account.user.passwordHash === LOCKED_HASH;
  // While the demo is on, its visitors may disable an account or change its password.
  if (isDemo !== isLocked) return noChange(false);
  const { changes, events } = decideSetDisabled(account, { disabled: !isDemo, actor: OPERATOR }, now);
  const set = { passwordHash: publicHash ?? LOCKED_HASH };
  return {
    outcome: true,
    changes: [{ kind: "update-user", id: account.user.id, set }, ...changes],
    events,
  };
}

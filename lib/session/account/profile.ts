/** The changes users make to their own account in one request. */
import { type Account, type Actor, type Decision, noChange, type Usage } from "@/lib/session/decision";
import { fail, isFailure } from "@/lib/session/failure";
import { decideSetIdleTimeout, type ProfileFailure } from "@/lib/session/idle-timeout";
import { decideChangeName } from "@/lib/session/naming";
import type { LimitPolicy, UserRecord } from "@/lib/session/session";
import type { UserLimitPolicy } from "@/lib/session/user-limits";

/** The values to change; an absent member stays unchanged. */
export interface ProfileChanges {
  name?: string | undefined;
  /** Milliseconds; null means the deployment's limits. */
  idleTimeout?: number | null | undefined;
}

/**
 * Changes the name, the idle limit, or both: all or nothing.
 *
 * @param command.sessionId the session of the user who makes the change
 * @param command.isRecent whether the user has proved who they are within REAUTHENTICATION_WINDOW
 * @returns outcome: the user as it is now; or `not_authenticated`, `invalid_request` for an idle limit out of range,
 *   `reauthentication_required` for one that would end another session, `rate_limited` after too many changes
 */
export function decideUpdateProfile(
  account: Account | null,
  command: {
    changes: ProfileChanges;
    sessionId: string;
    isRecent: boolean;
    limits: LimitPolicy;
    actor: Actor;
    usage: Usage;
  },
  now: number,
  policy: UserLimitPolicy,
): Decision<UserRecord | ProfileFailure> {
  if (!account) return noChange(fail("not_authenticated"));
  const { changes, actor, usage, ...choice } = command;
  const { name, idleTimeout } = changes;
  const limited =
    idleTimeout === undefined
      ? noChange(account.user)
      : decideSetIdleTimeout(account, { ...choice, idleTimeout, actor, usage }, now, policy);
  const user = limited.outcome;
  if (isFailure(user)) return noChange(user);
  const named =
    name === undefined
      ? noChange(user)
      : decideChangeName({ ...account, user }, { name, actor, usage }, now, policy);
  return {
    outcome: named.outcome,
    changes: [...limited.changes, ...named.changes],
    events: [...limited.events, ...named.events],
  };
}

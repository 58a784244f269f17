/**
 * The two names a user can change at any time: their own display name, and the label of a device. Setting the same name
 * again writes no audit event, and changes are limited, so they cannot push other events out of the activity page.
 */
import { type Account, type Actor, type AuditEvent, type Decision, noChange, type Usage } from "./decision";
import { type Failure, fail, isFailure } from "./failure";
import type { SessionRecord, UserRecord } from "./session";
import { countUse, type UserLimitPolicy } from "./user-limits";

/** The inputs of both rules besides the row they change. */
interface NameChange {
  actor: Actor;
  /** The name changes of the caller. */
  usage: Usage;
}

/**
 * Changes the display name.
 *
 * @returns outcome: the user as it is now; or `not_authenticated` when the account is gone, `rate_limited`
 *   after too many changes of names
 */
export function decideChangeName(
  account: Account | null,
  { name, actor, usage }: NameChange & { name: string },
  now: number,
  policy: UserLimitPolicy,
): Decision<UserRecord | Failure<"not_authenticated" | "rate_limited">> {
  if (!account) return noChange(fail("not_authenticated"));
  const { user } = account;
  if (user.name === name) return noChange(user);
  const counted = countUse("nameChange", { userId: user.id, usage }, now, policy);
  if (isFailure(counted)) return noChange(counted);
  return {
    outcome: { ...user, name },
    changes: [{ kind: "update-user", id: user.id, set: { name } }, ...counted],
    events: [event("profile_changed", user.id, actor.sessionId, actor, now)],
  };
}

/**
 * Sets the label of a device.
 *
 * @param session null when there is none that the caller may name
 * @param command.label null removes the label
 * @returns outcome: the session as it is now; or `not_found`, also for an ended session; `rate_limited` after too many
 *   name changes
 */
export function decideRename(
  session: SessionRecord | null,
  { label, actor, usage }: NameChange & { label: string | null },
  now: number,
  policy: UserLimitPolicy,
): Decision<SessionRecord | Failure<"not_found" | "rate_limited">> {
  if (!session || session.endedAt !== null) return noChange(fail("not_found"));
  if (session.label === label) return noChange(session);
  const counted = countUse("nameChange", { userId: session.userId, usage }, now, policy);
  if (isFailure(counted)) return noChange(counted);
  return {
    outcome: { ...session, label },
    changes: [{ kind: "update-session", id: session.id, set: { label } }, ...counted],
    events: [event("device_renamed", session.userId, session.id, actor, now)],
  };
}

function event(
  name: "profile_changed" | "device_renamed",
  userId: string,
  sessionId: string | null,
  actor: Actor,
  at: number,
): AuditEvent {
  return { name, at, userId, sessionId, actor, reason: null };
}

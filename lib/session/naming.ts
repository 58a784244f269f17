/**
 * The two names a user can change at will: the user's own display name, and the label of a device. A repetition writes
 * no audit event, so it cannot push other events out of the activity page.
 */
import { type Account, type Actor, type AuditEvent, type Decision, noChange } from "./decision";
import { type Failure, fail } from "./failure";
import type { SessionRecord, UserRecord } from "./session";

/**
 * Changes the display name.
 *
 * @returns outcome: the user as it is now; or `not_authenticated` when the account is gone
 */
export function decideChangeName(
  account: Account | null,
  { name, actor }: { name: string; actor: Actor },
  now: number,
): Decision<UserRecord | Failure<"not_authenticated">> {
  if (!account) return noChange(fail("not_authenticated"));
  const { user } = account;
  if (user.name === name) return noChange(user);
  return {
    outcome: { ...user, name },
    changes: [{ kind: "update-user", id: user.id, set: { name } }],
    events: [event("profile_changed", user.id, actor.sessionId, actor, now)],
  };
}

/**
 * Names a device.
 *
 * @param session null when there is none that the caller may name
 * @param command.label null removes the name
 * @returns outcome: the session as it is now; or `not_found`, for an ended session too
 */
export function decideRename(
  session: SessionRecord | null,
  { label, actor }: { label: string | null; actor: Actor },
  now: number,
): Decision<SessionRecord | Failure<"not_found">> {
  if (!session || session.endedAt !== null) return noChange(fail("not_found"));
  if (session.label === label) return noChange(session);
  return {
    outcome: { ...session, label },
    changes: [{ kind: "update-session", id: session.id, set: { label } }],
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

/**
 * Presence: human input, the only thing that moves the idle limit.
 */
import { type Decision, noChange } from "./decision";
import { type Failure, fail } from "./failure";
import { type EndCode, endedFailure } from "./refresh";
import { recordExpiry } from "./revocation";
import { endReason, type SessionRecord } from "./session";

export type PresenceOutcome =
  | { kind: "recorded"; session: SessionRecord }
  | Failure<"not_authenticated" | EndCode>;

/**
 * Records human input that happened `idleFor` milliseconds ago.
 *
 * The report cannot set a time in the future or an earlier one, and cannot revive a session. A report that arrives
 * after the idle limit changes nothing, even if the input happened before it.
 */
export function decidePresence(
  session: SessionRecord | null,
  { idleFor }: { idleFor: number },
  now: number,
): Decision<PresenceOutcome> {
  if (!session) return noChange(fail("not_authenticated"));
  const reason = endReason(session, now);
  if (reason) return { outcome: endedFailure(reason), ...recordExpiry(session, now) };

  const lastPresenceAt = Math.max(session.lastPresenceAt, Math.min(now, now - idleFor));
  if (lastPresenceAt === session.lastPresenceAt) return noChange({ kind: "recorded", session });
  return {
    outcome: { kind: "recorded", session: { ...session, lastPresenceAt } },
    changes: [{ kind: "update-session", id: session.id, set: { lastPresenceAt } }],
    events: [],
  };
}

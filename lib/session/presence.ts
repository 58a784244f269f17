/**
 * Presence: human input, the only thing that moves the idle limit.
 */
import { type Decision, nothing } from "./decision";
import type { EndReason } from "./reasons";
import { refusedAsEnded } from "./refresh";
import { recordLimit } from "./revocation";
import { endReason, type SessionRecord } from "./session";

export type PresenceOutcome =
  | { kind: "recorded"; session: SessionRecord }
  | { kind: "refused"; code: "not_authenticated" }
  | { kind: "refused"; code: "session_expired" | "session_revoked"; reason: EndReason };

/**
 * Records that somebody was there `idleFor` milliseconds ago.
 *
 * The browser's word is bounded: never in the future, never backwards, and never past an end. A report that
 * arrives after the idle limit revives nothing, even if it tells of input before it.
 */
export function decidePresence(
  session: SessionRecord | null,
  { idleFor }: { idleFor: number },
  now: number,
): Decision<PresenceOutcome> {
  if (!session) return nothing({ kind: "refused", code: "not_authenticated" });
  const reason = endReason(session, now);
  if (reason) return { outcome: refusedAsEnded(reason), ...recordLimit(session, now) };

  const lastPresenceAt = Math.max(session.lastPresenceAt, Math.min(now, now - idleFor));
  if (lastPresenceAt === session.lastPresenceAt) return nothing({ kind: "recorded", session });
  return {
    outcome: { kind: "recorded", session: { ...session, lastPresenceAt } },
    changes: [{ kind: "update-session", id: session.id, set: { lastPresenceAt } }],
    events: [],
  };
}

/** Logout by the provider: it says that a user, or one session of a user, is over there (Back-Channel Logout 1.0). */

import { type Actor, type Change, type Decision, noChange } from "@/lib/session/decision";
import { endSessions } from "@/lib/session/revocation";
import type { SessionRecord } from "@/lib/session/session";
import { closed } from "./attempts";
import type { ProviderSignInRecord } from "./identity-records";

/** What a logout token names, locked. */
export interface NamedByProvider {
  signIns: ProviderSignInRecord[];
  /** The living sessions of those users. */
  sessions: SessionRecord[];
}

/**
 * Ends the sessions that a logout token names, and what was still on its way to one.
 *
 * @param found null when the token was used before
 * @returns outcome: whether this was its first use; also when it names no session that we know
 */
export function decideProviderLogout(
  found: NamedByProvider | null,
  actor: Actor,
  now: number,
): Decision<{ isFirstUse: boolean }> {
  if (!found) return noChange({ isFirstUse: false });
  const { signIns, sessions } = found;
  const named = new Set(signIns.map(({ sessionId }) => sessionId));
  const ended = endSessions(
    sessions.filter(({ id }) => named.has(id)),
    "provider",
    actor,
    now,
  );
  return {
    outcome: { isFirstUse: true },
    changes: [...ended.changes, ...signIns.flatMap(endWaiting)],
    events: ended.events,
  };
}

function endWaiting({ id, sessionId, attemptId }: ProviderSignInRecord): Change[] {
  if (sessionId !== null) return [];
  const gone: Change = { kind: "delete-provider-sign-in", id };
  return attemptId === null
    ? [gone]
    : [gone, { kind: "update-attempt", id: attemptId, set: closed("cancelled") }];
}

/**
 * A user's own idle limit. It can only be shorter than the deployment's limit, and applies to every session of the user
 * at once (OWASP ASVS 5.0, 7.3.1).
 */

import { validation } from "@/lib/texts/en/validation";
import { type Account, type Actor, type Decision, noChange, type Usage } from "./decision";
import { type Failure, fail, isFailure } from "./failure";
import { endSession, NO_ACTOR, recordExpiry } from "./revocation";
import { type LimitPolicy, reachedLimit, type SessionRecord, type UserRecord } from "./session";
import { countUse, type UserLimitPolicy } from "./user-limits";

/** The shortest limit a user can choose. A user who reads a long page is not absent. */
export const MIN_IDLE_TIMEOUT_MS = 15 * 60_000;

/** @returns the longest limit a user can choose, in milliseconds: the deployment's own. */
export function maxIdleTimeout(limits: LimitPolicy): number {
  return Math.max(limits.idle, limits.rememberIdle);
}

/**
 * @param chosen the user's own limit in milliseconds, or null
 * @returns after how many milliseconds without human input a session of this kind ends
 */
export function idleTimeoutOf(
  { rememberMe }: Pick<SessionRecord, "rememberMe">,
  chosen: number | null,
  limits: LimitPolicy,
): number {
  return Math.min(chosen ?? Number.POSITIVE_INFINITY, rememberMe ? limits.rememberIdle : limits.idle);
}

/** Why a change of one's own account is refused. */
export type ProfileFailure = Failure<
  "not_authenticated" | "invalid_request" | "reauthentication_required" | "rate_limited"
>;

/** The inputs of a choice besides the account. */
export interface IdleTimeoutChoice {
  /** Milliseconds; null means the deployment's limits. */
  idleTimeout: number | null;
  /** The session the user chooses on. The choice is human input there, so it never ends this session. */
  sessionId: string;
  limits: LimitPolicy;
}

/** @returns the living sessions that the choice would end at `now` */
export function sessionsEndedBy(
  sessions: SessionRecord[],
  choice: IdleTimeoutChoice,
  now: number,
): SessionRecord[] {
  return sessions.filter(
    (session) =>
      reachedLimit(session, now) === null && reachedLimit(withChoice(session, choice, now), now) !== null,
  );
}

/**
 * Sets a user's idle limit, and with it the limit of each living session. A session that has been idle for longer ends
 * now. A session that is already over keeps its end, however long the new limit is.
 *
 * @param choice.isRecent whether the user has proved who they are within REAUTHENTICATION_WINDOW: ending other sessions
 *   needs that, in this way as in any other (OWASP ASVS 5.0, 7.5.2)
 * @returns outcome: the user as it is now; or `not_authenticated` when the account is gone, `invalid_request` for a
 *   limit below a quarter of an hour or above the deployment's, `reauthentication_required` where the choice would end
 *   another session, `rate_limited` after too many changes (counted together with name changes)
 */
export function decideSetIdleTimeout(
  account: Account | null,
  choice: IdleTimeoutChoice & { isRecent: boolean; actor: Actor; usage: Usage },
  now: number,
  policy: UserLimitPolicy,
): Decision<UserRecord | ProfileFailure> {
  if (!account) return noChange(fail("not_authenticated"));
  const { user, sessions } = account;
  const { idleTimeout, limits, isRecent, actor, usage } = choice;
  const isAllowed =
    idleTimeout === null || (idleTimeout >= MIN_IDLE_TIMEOUT_MS && idleTimeout <= maxIdleTimeout(limits));
  if (!isAllowed) {
    return noChange(
      fail("invalid_request", { issues: [{ path: "idleTimeout", message: validation.idleTimeout }] }),
    );
  }
  if (user.idleTimeout === idleTimeout) return noChange(user);
  if (!isRecent && sessionsEndedBy(sessions, choice, now).length > 0)
    return noChange(fail("reauthentication_required"));
  const counted = countUse("nameChange", { userId: user.id, usage }, now, policy);
  if (isFailure(counted)) return noChange(counted);
  const effects = sessions.map((session) => applyChoice(session, choice, now));
  return {
    outcome: { ...user, idleTimeout },
    changes: [
      { kind: "update-user", id: user.id, set: { idleTimeout } },
      ...counted,
      ...effects.flatMap(({ changes }) => changes),
    ],
    events: [
      {
        name: "idle_timeout_changed",
        at: now,
        userId: user.id,
        sessionId: actor.sessionId,
        actor,
        reason: null,
      },
      ...effects.flatMap(({ events }) => events),
    ],
  };
}

function applyChoice(
  session: SessionRecord,
  choice: IdleTimeoutChoice,
  now: number,
): Omit<Decision<null>, "outcome"> {
  if (reachedLimit(session, now) !== null) return recordExpiry(session, now);
  const changed = withChoice(session, choice, now);
  const { idleTimeout, lastPresenceAt } = changed;
  const update = {
    kind: "update-session" as const,
    id: session.id,
    set: { idleTimeout, lastPresenceAt },
  };
  if (reachedLimit(changed, now) === null) return { changes: [update], events: [] };
  // By the old limit it was alive until now, so it ends now.
  const end = endSession(session, "idle", NO_ACTOR, now);
  return { changes: [update, ...end.changes], events: end.events };
}

function withChoice(session: SessionRecord, choice: IdleTimeoutChoice, now: number): SessionRecord {
  return {
    ...session,
    // An administrator who acts as the user has a limit of their own.
    idleTimeout:
      session.impersonatorId === null
        ? idleTimeoutOf(session, choice.idleTimeout, choice.limits)
        : session.idleTimeout,
    lastPresenceAt: session.id === choice.sessionId ? now : session.lastPresenceAt,
  };
}

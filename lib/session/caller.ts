/**
 * The caller of a change, checked again under the lock that the change is decided under. The access token was checked
 * earlier, without a lock: since then the session may have ended, or the user may have lost a role.
 */
import { type Account, type Decision, noChange, type Usage } from "./decision";
import { type Failure, fail } from "./failure";
import { type EndCode, endedFailure } from "./refresh";
import type { Role } from "./roles";
import { endReason, type SessionRecord, type UserRecord } from "./session";

/** The session that asks for a change, and its user, as they are now. */
export interface Caller {
  session: SessionRecord;
  user: UserRecord;
  /** How often the user has changed names, for the limit on such changes. */
  nameChanges: Usage;
}

/** An account that a signed-in caller wants to change. */
export interface TargetAccount extends Account {
  /** Whether an administrator exists besides this account's user who is neither disabled nor to be deleted. */
  hasOtherAdmin: boolean;
}

/** The state that a rule for a signed-in caller reads. */
export interface CallerAndTarget<Target> {
  /** Null when there is no such session. */
  caller: Caller | null;
  target: Target | null;
}

/** What the server knew about the caller when it checked the access token. */
export interface CallerClaim {
  sessionId: string;
  userId: string;
  /** The session's lowest generation at that time; a password change raises it. */
  minGeneration: number;
  /** The role that the change needs. */
  role?: Role | undefined;
}

export type CallerFailure = Failure<"not_authenticated" | "token_expired" | "forbidden" | EndCode>;

/**
 * Judges the caller as it is at the moment of the decision (OWASP ASVS 5.0, 8.3.2).
 *
 * @param caller read under the lock
 * @returns null when the caller may still make the change; else why not
 */
export function authorizeCaller(
  caller: Pick<Caller, "session" | "user"> | null,
  claim: CallerClaim,
  now: number,
): CallerFailure | null {
  if (!caller || caller.session.userId !== claim.userId) return fail("not_authenticated");
  const { session, user } = caller;
  const reason = endReason(session, now);
  if (reason) return endedFailure(reason);
  if (user.disabledAt !== null) return endedFailure("account_disabled");
  if (session.minGeneration > claim.minGeneration) return fail("token_expired");
  if (claim.role && !user.roles.includes(claim.role)) return fail("forbidden");
  return null;
}

/**
 * Runs a rule for a caller, or refuses when the caller is no longer allowed to make the change.
 *
 * @param found read under the lock
 * @param rule decides on the target for the caller; null stands for a target that does not exist
 */
export function decideForCaller<Target, Outcome>(
  found: CallerAndTarget<Target> | null,
  claim: CallerClaim,
  now: number,
  rule: (target: Target | null, now: number, caller: Caller) => Decision<Outcome>,
): Decision<Outcome | CallerFailure> {
  const caller = found?.caller ?? null;
  const failure = authorizeCaller(caller, claim, now);
  if (failure || !caller) return noChange(failure ?? fail("not_authenticated"));
  return rule(found?.target ?? null, now, caller);
}

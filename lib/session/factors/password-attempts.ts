/**
 * Confirming the password in a signed-in session, for a sensitive action or to change the password. A caller who
 * guesses here may hold a stolen session, so attempts are counted per session, and too many end it. The user's other
 * sessions continue (OWASP ASVS 5.0, 6.3.1).
 */
import { type Actor, type Decision, noChange } from "@/lib/session/decision";
import { type Failure, fail } from "@/lib/session/failure";
import { type EndCode, endedFailure } from "@/lib/session/refresh";
import { endSession } from "@/lib/session/revocation";
import type { SessionRecord } from "@/lib/session/session";

/** Attempts allowed in a session since the last correct password. One more ends the session. */
export const MAX_PASSWORD_ATTEMPTS = 10;

/** The result of an attempt; `unchecked` when the password was not checked. */
export type PasswordAttemptResult = "right" | "wrong" | "unchecked";

/**
 * Counts an attempt before the password is checked, so that concurrent attempts gain nothing.
 *
 * @param session of the caller, read under the lock
 * @param command.limited false when rate limits are off (`RATE_LIMIT=off`)
 * @returns outcome: null when the password may be checked; `session_revoked` with `too_many_attempts` when there were
 *   too many, which ends the session; `not_authenticated` without a session
 */
export function decidePasswordAttempt(
  session: SessionRecord | null,
  { limited, actor }: { limited: boolean; actor: Actor },
  now: number,
): Decision<Failure<"not_authenticated" | EndCode> | null> {
  if (!session) return noChange(fail("not_authenticated"));
  if (!limited) return noChange(null);
  if (session.passwordAttempts >= MAX_PASSWORD_ATTEMPTS) {
    const outcome = endedFailure("too_many_attempts");
    return { outcome, ...endSession(session, "too_many_attempts", actor, now) };
  }
  const set = { passwordAttempts: session.passwordAttempts + 1 };
  return { outcome: null, changes: [{ kind: "update-session", id: session.id, set }], events: [] };
}

/**
 * Records the result of a counted attempt. A correct password resets the count. A wrong one stays counted and appears
 * in the user's activity. One that was not checked is subtracted again.
 */
export function decidePasswordAttemptResult(
  session: SessionRecord | null,
  { result, actor }: { result: PasswordAttemptResult; actor: Actor },
  now: number,
): Decision<null> {
  if (!session) return noChange(null);
  const { id, userId, passwordAttempts } = session;
  if (result === "wrong") {
    const event = {
      name: "reauthentication_failed",
      at: now,
      userId,
      sessionId: id,
      actor,
      reason: null,
    } as const;
    return { outcome: null, changes: [], events: [event] };
  }
  if (passwordAttempts === 0) return noChange(null);
  const set = { passwordAttempts: result === "right" ? 0 : passwordAttempts - 1 };
  return { outcome: null, changes: [{ kind: "update-session", id, set }], events: [] };
}

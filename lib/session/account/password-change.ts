/**
 * Changing the password: a rotation that also refuses every older token of this session (`minGeneration`), so that a
 * copied token is useless while the user stays signed in (OWASP ASVS 5.0, 7.2.4 and 7.4.3).
 */
import { type Change, type Decision, type Family, noChange } from "@/lib/session/decision";
import { decideProof, type ProofCommand } from "@/lib/session/device-binding/device-proof";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import {
  type Candidate,
  classify,
  decideRefresh,
  isAnswered,
  type RefreshOutcome,
  type RefreshPolicy,
} from "@/lib/session/refresh";
import { endSessions, forgetProviderSignIns } from "@/lib/session/revocation";
import { rotate } from "@/lib/session/rotation";
import { voidOpenSignIns } from "./password-reset";

export type PasswordChangeOutcome = RefreshOutcome | Failure<"invalid_credentials" | "session_mismatch">;

/**
 * Decides a password change from the presented refresh cookie, never from the access token alone.
 *
 * @param family must have been loaded with its account
 * @param command.sessionId the session of the access token
 * @param command.verifiedHash the stored hash the current password was checked against
 * @param command.passwordHash the hash to store
 */
export function decidePasswordChange(
  family: Family | null,
  command: ProofCommand & {
    sessionId: string;
    verifiedHash: string;
    passwordHash: string;
    signOutOthers: boolean;
    candidate: Candidate;
    /** The message that tells the user. */
    notice?: (now: number) => Change;
  },
  now: number,
  policy: RefreshPolicy,
): Decision<PasswordChangeOutcome> {
  const situation = classify(family, now, policy);
  if (!family || !isAnswered(situation)) return decideRefresh(family, command, now, policy);

  const { session, account } = family;
  if (!account) throw new Error("a password change needs the account");
  if (session.id !== command.sessionId) return noChange(fail("session_mismatch"));
  if (account.user.passwordHash !== command.verifiedHash) {
    return noChange(fail("invalid_credentials"));
  }
  const proven = decideProof(family, command, now);
  if (isFailure(proven.outcome)) return { ...proven, outcome: proven.outcome };

  // No successor is sealed for older tokens: below the minimum generation they get nothing.
  const { next, changes } = rotate(family, { hash: command.candidate.hash, sealed: null }, now, policy);
  const others = command.signOutOthers ? account.sessions.filter((other) => other.id !== session.id) : [];
  const ended = endSessions(others, "password_changed", command.actor, now);
  const minGeneration = next.generation;
  return {
    outcome: { kind: "rotated", session: { ...next, minGeneration } },
    changes: [
      ...changes,
      ...proven.changes,
      { kind: "update-session", id: session.id, set: { minGeneration } },
      { kind: "update-user", id: account.user.id, set: { passwordHash: command.passwordHash } },
      // Whoever began something with the old password must not go on with it.
      ...voidOpenSignIns(account.user, now),
      ...ended.changes,
      ...(command.signOutOthers ? [forgetProviderSignIns(account.user.id, null)] : []),
      ...(command.notice ? [command.notice(now)] : []),
    ],
    events: [
      {
        name: "password_changed",
        at: now,
        userId: account.user.id,
        sessionId: session.id,
        actor: command.actor,
        reason: null,
      },
      ...ended.events,
    ],
  };
}

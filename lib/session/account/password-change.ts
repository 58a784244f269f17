/**
 * Changing the password: a rotation that also refuses every older token of this session (`minGeneration`), so that a
 * copied token is useless while the user stays signed in (OWASP ASVS 5.0, 7.2.4 and 7.4.3).
 */
import { type Change, type Decision, type Family, noChange } from "@/lib/session/decision";
import { decideProof, type ProofCommand } from "@/lib/session/device-binding/device-proof";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type { EndReason } from "@/lib/session/reasons";
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

/** What a rotation that shuts everyone else out is asked with. */
export interface SoleRotationCommand extends ProofCommand {
  /** The session of the access token. */
  sessionId: string;
  /** The stored hash as the caller read it. */
  verifiedHash: string;
  candidate: Candidate;
  /** Why the other sessions end; null when they go on. */
  othersEnd: EndReason | null;
}

/**
 * Rotates a session so that no older token of it is good any more, ends the others, and voids what was begun before:
 * attempts, codes and reset links. It decides from the presented refresh cookie, never from the access token alone.
 *
 * @param family must have been loaded with its account
 * @returns outcome: the rotation; `session_mismatch` for the cookie of another session, `invalid_credentials` when the
 *   stored hash is another by now, and the failures of `decideRefresh`
 */
export function decideSoleRotation(
  family: Family | null,
  command: SoleRotationCommand,
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
  const { othersEnd } = command;
  const others = othersEnd ? account.sessions.filter((other) => other.id !== session.id) : [];
  const ended = othersEnd ? endSessions(others, othersEnd, command.actor, now) : { changes: [], events: [] };
  const minGeneration = next.generation;
  return {
    outcome: { kind: "rotated", session: { ...next, minGeneration } },
    changes: [
      ...changes,
      ...proven.changes,
      { kind: "update-session", id: session.id, set: { minGeneration } },
      // Whoever began something before must not go on with it.
      ...voidOpenSignIns(account.user, now),
      ...ended.changes,
      ...(othersEnd ? [forgetProviderSignIns(account.user.id, null)] : []),
    ],
    events: ended.events,
  };
}

/**
 * Decides a password change, with `decideSoleRotation`.
 *
 * @param family must have been loaded with its account
 * @param command.sessionId the session of the access token
 * @param command.verifiedHash the stored hash the current password was checked against
 * @param command.passwordHash the hash to store
 */
export function decidePasswordChange(
  family: Family | null,
  command: Omit<SoleRotationCommand, "othersEnd"> & {
    passwordHash: string;
    signOutOthers: boolean;
    /** The message that tells the user. */
    notice?: (now: number) => Change;
  },
  now: number,
  policy: RefreshPolicy,
): Decision<PasswordChangeOutcome> {
  const othersEnd = command.signOutOthers ? "password_changed" : null;
  const { outcome, changes, events } = decideSoleRotation(family, { ...command, othersEnd }, now, policy);
  if (!family || isFailure(outcome)) return { outcome, changes, events };
  const { id: userId } = family.user;
  return {
    outcome,
    changes: [
      ...changes,
      { kind: "update-user", id: userId, set: { passwordHash: command.passwordHash } },
      ...(command.notice ? [command.notice(now)] : []),
    ],
    events: [
      {
        ...{ name: "password_changed", at: now, userId, sessionId: family.session.id },
        ...{ actor: command.actor, reason: null },
      },
      ...events,
    ],
  };
}

/**
 * Changing the address of an account: with a code that is sent to the new one, and a message to the old one (OWASP ASVS
 * 5.0, 6.3.7 and 7.5.1).
 */

import { type Actor, type Change, type Decision, noChange } from "@/lib/session/decision";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type { UserRecord } from "@/lib/session/session";
import { type CodeMatcher, decideCode, newChallenge } from "@/lib/session/sign-in/challenges";
import type { ChallengeRecord } from "@/lib/session/sign-in/sign-in-records";
import { validation } from "@/lib/texts/en/validation";
import { formerEmailDetails } from "./former-email";

/** A user, the user's last code for a new address, and who has the address in question; read under the user's lock. */
export interface EmailChange {
  user: UserRecord;
  challenge: ChallengeRecord | null;
  /** The account that has the new address, of any user. */
  owner: Pick<UserRecord, "id"> | null;
}

/** The random parts of a code and its messages, made before the transaction. */
export interface MadeEmailCode {
  challengeId: string;
  /** Keyed hash of the code. */
  codeHash: string;
  /** The message with the code. @param now milliseconds since the epoch */
  mail(now: number): Change;
  /**
   * The message to the owner of an address that is taken. It takes as much work to write, so that the time of the answer
   * tells nothing.
   */
  takenMail(now: number): Change;
}

/**
 * Sends a code to the new address, which voids the one before. For an address that is taken the same is written, but no
 * code will be right, and its owner is told.
 *
 * @param email the new address, in canonical form
 * @returns outcome: the challenge; or `invalid_request` for the address the user has already
 */
export function decideEmailChange(
  { user, owner }: EmailChange,
  { email, made }: { email: string; made: MadeEmailCode },
  now: number,
): Decision<ChallengeRecord | Failure<"invalid_request">> {
  if (email === user.email) return noChange(fail("invalid_request", { issues: [SAME] }));
  const { challengeId: id, codeHash } = made;
  const challenge = newChallenge(
    {
      id,
      type: "email_change",
      attemptId: null,
      userId: user.id,
      email,
      codeHash: owner ? null : codeHash,
    },
    now,
  );
  return {
    outcome: challenge,
    changes: [
      { kind: "cancel-challenges", userId: user.id },
      { kind: "insert-challenge", challenge },
      owner ? made.takenMail(now) : made.mail(now),
    ],
    events: [],
  };
}

const SAME = { path: "email", message: validation.emailSame };

/**
 * Changes the address with the right code. Links that were sent to the old one are void.
 *
 * @param command.sessionId the session that asks
 * @param command.notice the message to the old address
 * @returns outcome: the user; or `invalid_code` with the attempts that remain, `challenge_closed` when no code waits or
 *   another account has the address by now
 */
export function decideConfirmEmailChange(
  { user, challenge, owner }: EmailChange,
  command: { matches: CodeMatcher; sessionId: string; actor: Actor; notice: (now: number) => Change },
  now: number,
): Decision<UserRecord | Failure<"invalid_code" | "challenge_closed">> {
  if (!challenge) return noChange(fail("challenge_closed"));
  const tried = decideCode(challenge, command.matches, now);
  if (isFailure(tried.outcome)) return { ...tried, outcome: tried.outcome };
  if (owner && owner.id !== user.id) return { ...tried, outcome: fail("challenge_closed") };

  const { id: userId } = user;
  const set = { email: challenge.email, emailVerifiedAt: now };
  const { sessionId, actor } = command;
  return {
    outcome: { ...user, ...set },
    changes: [
      ...tried.changes,
      { kind: "update-user", id: userId, set },
      { kind: "cancel-attempts", userId, at: now },
      { kind: "revoke-tickets", userId, type: "password_reset", at: now },
      command.notice(now),
    ],
    events: [
      {
        ...{ name: "email_changed", at: now, userId, sessionId, actor, reason: null },
        details: formerEmailDetails(user),
      },
    ],
  };
}

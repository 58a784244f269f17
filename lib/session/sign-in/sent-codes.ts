/** Sending a code and a link, independent of each other: a scanner that follows the link leaves the code good. */

import type { Change } from "@/lib/session/decision";
import { CODE_LIFETIME_MS, newChallenge } from "./challenges";
import type { AttemptRecord, ChallengeRecord } from "./sign-in-records";
import { newTicket } from "./tickets";

/** The random parts of a code, made before the transaction. */
export interface MadeCode {
  challengeId: string;
  /** Keyed hash of the code. */
  codeHash: string;
  /** SHA-256 of the link's ticket. */
  ticketHash: string;
  /** The message with the code and the link. @param now milliseconds since the epoch */
  mail(now: number): Change;
  /**
   * The message for an address that gets no code. It takes as much work to write, so that the time of the answer tells
   * nothing.
   */
  otherMail(now: number): Change;
}

/**
 * @param isReal whether the code may be used; otherwise the same is written, and no code will be right
 * @returns the challenge, and the changes that write it with its link and its message
 */
export function sendCode(
  attempt: AttemptRecord,
  made: MadeCode,
  isReal: boolean,
  now: number,
): { challenge: ChallengeRecord; changes: Change[] } {
  const { id: attemptId, email, browserId, kind } = attempt;
  const { challengeId, ticketHash } = made;
  const codeHash = isReal ? made.codeHash : null;
  const challenge = newChallenge(
    { id: challengeId, type: kind, attemptId, userId: null, email, codeHash },
    now,
    attempt.expiresAt,
  );
  const ticket = newTicket(
    { hash: ticketHash, type: "sign_in_link", userId: null, attemptId, challengeId, browserId },
    now,
    Math.min(CODE_LIFETIME_MS, attempt.expiresAt - now),
  );
  return {
    challenge,
    changes: [
      { kind: "insert-challenge", challenge },
      { kind: "insert-ticket", ticket },
      isReal ? made.mail(now) : made.otherMail(now),
    ],
  };
}

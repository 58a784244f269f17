/**
 * Codes that are sent by e-mail: six digits that work once, for ten minutes, for what they were asked for (OWASP ASVS
 * 5.0, 6.5.1, 6.5.5 and 6.6.2).
 */
import { type Decision, noChange } from "@/lib/session/decision";
import { type Failure, fail } from "@/lib/session/failure";
import type { ChallengeRecord, ChallengeStatus } from "./sign-in-records";

export const CODE_LIFETIME_MS = 10 * 60 * 1000;
/** How many codes may be tried; the last wrong one ends the challenge. */
export const MAX_CODE_ATTEMPTS = 5;
/** How long a user waits before the code can be sent again. */
export const RESEND_AFTER_MS = 60 * 1000;

/** @returns whether a code that the user typed is the one with this stored hash; false for null */
export type CodeMatcher = (codeHash: string | null) => boolean;

/** @returns a challenge that begins now and ends in ten minutes, or at `endsAt` if that is earlier */
export function newChallenge(
  made: Pick<ChallengeRecord, "id" | "type" | "attemptId" | "userId" | "email" | "codeHash">,
  now: number,
  endsAt: number = Number.POSITIVE_INFINITY,
): ChallengeRecord {
  return {
    ...made,
    status: "pending",
    attempts: 0,
    resendAt: now + RESEND_AFTER_MS,
    createdAt: now,
    expiresAt: Math.min(now + CODE_LIFETIME_MS, endsAt),
  };
}

/** @returns the status at `now`: a pending challenge expires by itself */
export function challengeStatus(
  { status, expiresAt }: Pick<ChallengeRecord, "status" | "expiresAt">,
  now: number,
): ChallengeStatus | "expired" {
  return status === "pending" && now >= expiresAt ? "expired" : status;
}

/** @returns how many more codes may be tried */
export function remainingCodeAttempts({ attempts }: Pick<ChallengeRecord, "attempts">): number {
  return Math.max(0, MAX_CODE_ATTEMPTS - attempts);
}

/**
 * Checks a code. Every code that is tried counts, and the right one works once.
 *
 * @param challenge read under the lock of what it belongs to
 * @returns outcome: the challenge as it stands afterwards when the code was right; else `challenge_closed`, or
 *   `invalid_code` with the attempts that remain
 */
export function decideCode(
  challenge: ChallengeRecord,
  matches: CodeMatcher,
  now: number,
): Decision<ChallengeRecord | Failure<"challenge_closed" | "invalid_code">> {
  if (challengeStatus(challenge, now) !== "pending") return noChange(fail("challenge_closed"));
  const attempts = challenge.attempts + 1;
  const isRight = matches(challenge.codeHash);
  const remainingAttempts = remainingCodeAttempts({ attempts });
  const status: ChallengeStatus = isRight ? "completed" : remainingAttempts === 0 ? "failed" : "pending";
  return {
    outcome: isRight ? { ...challenge, attempts, status } : fail("invalid_code", { remainingAttempts }),
    changes: [{ kind: "update-challenge", id: challenge.id, set: { attempts, status } }],
    events: [],
  };
}

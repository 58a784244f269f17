/** The rows of authenticators and recovery codes, and how many a user may have. */

import type { Change } from "@/lib/session/decision";
import { type Failure, fail } from "@/lib/session/failure";
import type { AuthenticatorRecord, RecoveryCodeRecord } from "@/lib/session/sign-in/sign-in-records";
import { validation } from "@/lib/texts/en/validation";
import { fillIn } from "@/lib/texts/fill-in";
import { type CodeGiver, confirmedFactors } from "./second-factors";

/** Authenticators that one user may have. */
export const MAX_AUTHENTICATORS = 20;

/** @returns the row of a new authenticator, which counts for nothing yet */
export function newAuthenticator(
  given: Pick<AuthenticatorRecord, "id" | "type" | "name"> & Partial<AuthenticatorRecord>,
  { userId, actor }: CodeGiver,
  now: number,
): AuthenticatorRecord {
  return {
    userId,
    createdAt: now,
    confirmedAt: null,
    lastUsedAt: null,
    addedBySessionId: actor.sessionId,
    failures: 0,
    lockedUntil: null,
    sealedSecret: null,
    lastStep: null,
    credentialId: null,
    publicKey: null,
    signCount: null,
    transports: null,
    backedUp: null,
    ...given,
  };
}

/** @returns the changes that give a user these recovery codes instead of the ones there are */
export function replaceCodes(userId: string, codes: RecoveryCodeRecord[]): Change[] {
  return [
    { kind: "delete-recovery-codes", userId },
    ...codes.map((code) => ({ kind: "insert-recovery-code", code }) as const),
  ];
}

/** @returns whether a user may add no more authenticators */
export function isFull(authenticators: AuthenticatorRecord[]): boolean {
  return confirmedFactors(authenticators).length >= MAX_AUTHENTICATORS;
}

/** @returns the failure that says so */
export function tooMany(): Failure<"invalid_request"> {
  const message = fillIn(validation.tooManyFactors, { count: MAX_AUTHENTICATORS });
  return fail("invalid_request", { issues: [{ path: "", message }] });
}

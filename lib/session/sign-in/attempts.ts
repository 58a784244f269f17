/**
 * Attempts: sign-ins and sign-ups of one browser that may take several steps. An attempt lasts ten minutes and belongs
 * to the browser that began it; in any other browser it does not exist.
 */

import type { Account, Change, Decision } from "@/lib/session/decision";
import { noChange } from "@/lib/session/decision";
import { confirmedFactors, type SecondFactors } from "@/lib/session/factors/second-factors";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type { SessionRecord, UserRecord } from "@/lib/session/session";
import { isAllowed, type StepCommand } from "./attempt-steps";
import type { WaitingProviderSignIn } from "./identity-records";
import type {
  AttemptRecord,
  AttemptStatus,
  AttemptStep,
  ChallengeRecord,
  TicketRecord,
} from "./sign-in-records";

const ATTEMPT_LIFETIME_MS = 10 * 60 * 1000;

/** An attempt as its browser sees it. */
export interface AttemptState {
  attempt: AttemptRecord;
  /** The last code that was sent; null before the first. */
  challenge: ChallengeRecord | null;
  /** Of the account; told only after the first factor. */
  factors: SecondFactors;
}

/** An attempt with all that a step may change, locked. */
export interface FoundAttempt extends AttemptState {
  /** The tickets of its links that can still be used. */
  links: TicketRecord[];
  /** The user who signs in; before the first factor, the user who has the address. Null when there is none. */
  account: Account | null;
  /** The sign-ins of that user at an identity provider that wait for a session, in this browser. */
  providerSignIns: WaitingProviderSignIn[];
}

/** The result of a step that was right: a session, or the attempt at its next step. */
export type StepOutcome =
  | { kind: "signed-in"; user: UserRecord; session: SessionRecord }
  | { kind: "next"; state: AttemptState }
  | Failure;

/** @returns an attempt that begins now, at its first step */
export function newAttempt(
  made: Pick<AttemptRecord, "id" | "kind" | "browserId" | "email" | "rememberMe"> & Partial<AttemptRecord>,
  now: number,
): AttemptRecord {
  return {
    userId: null,
    status: "open",
    step: made.kind === "sign_in" ? "credential" : "challenge",
    authMethods: [],
    verifiedHash: null,
    name: null,
    passwordHash: null,
    createdAt: now,
    expiresAt: now + ATTEMPT_LIFETIME_MS,
    ...made,
  };
}

/** @returns the status at `now`: an open attempt expires by itself */
export function attemptStatus(
  { status, expiresAt }: Pick<AttemptRecord, "status" | "expiresAt">,
  now: number,
): AttemptStatus | "expired" {
  return status === "open" && now >= expiresAt ? "expired" : status;
}

/**
 * @returns the step that is due. A first second factor may be set up only while the user has none: one that was added
 *   since the attempt came to that step is asked for instead
 */
export function dueStep({ attempt: { step }, factors }: AttemptState): AttemptStep {
  return step === "totp_setup" && confirmedFactors(factors.authenticators).length > 0 ? "totp" : step;
}

/**
 * Opens an attempt for a command.
 *
 * @param browserId the browser that sends the command
 * @param command null for one that every step allows
 * @returns the attempt; or `not_found` in another browser, `attempt_closed` with its status, `wrong_step` with the step
 *   that is due
 */
export function openAttempt(
  found: FoundAttempt | null,
  browserId: string,
  command: StepCommand | null,
  now: number,
): FoundAttempt | Failure<"not_found" | "attempt_closed" | "wrong_step"> {
  if (found?.attempt.browserId !== browserId) return fail("not_found");
  const status = attemptStatus(found.attempt, now);
  if (status !== "open") return fail("attempt_closed", { status });
  const step = dueStep(found);
  return command === null || isAllowed(step, command) ? found : fail("wrong_step", { step });
}

/** Ends an attempt: its code and its links are void. */
export function decideCancel(
  found: FoundAttempt | null,
  { browserId }: { browserId: string },
  now: number,
): Decision<Failure | null> {
  const open = openAttempt(found, browserId, null, now);
  if (isFailure(open)) return noChange(open);
  const { id } = open.attempt;
  return {
    outcome: null,
    changes: [{ kind: "update-attempt", id, set: closed("cancelled") }, ...voidCode(open, now)],
    events: [],
  };
}

/** What is stored of an attempt that is over: no copy of a password's hash. */
export function closed(status: Exclude<AttemptStatus, "open">): Partial<AttemptRecord> {
  return { status, verifiedHash: null, passwordHash: null };
}

/** @returns the changes that void the code of an attempt and its links */
export function voidCode({ challenge, links }: FoundAttempt, now: number): Change[] {
  return [
    ...(challenge?.status === "pending"
      ? [{ kind: "update-challenge" as const, id: challenge.id, set: { status: "cancelled" as const } }]
      : []),
    ...voidLinks(links, now),
  ];
}

/** @returns the changes that void links */
export function voidLinks(links: TicketRecord[], now: number): Change[] {
  return links.map(({ hash }) => ({ kind: "update-ticket", hash, set: { revokedAt: now } }));
}

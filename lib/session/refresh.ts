/**
 * Refresh: decides what a presented refresh token is worth.
 *
 * The hash of the presented token alone decides the situation; then one switch acts on it. A token that comes twice is
 * usually a lost answer or a second tab, and sometimes a thief. The rows below tell these apart as far as that is
 * possible without a key that is bound to the device (RFC 9700 §4.14.2, OWASP ASVS 5.0 10.4.5). A session that is bound to
 * one gets its token only with a proof (device-proof.ts).
 */

import { decideProof, type ProofCode, type ProofCommand } from "@/lib/session/device-binding/device-proof";
import { type Decision, type Family, noChange } from "./decision";
import { type Failure, fail, isFailure } from "./failure";
import type { EndReason } from "./reasons";
import { endSessions, forgetProviderSignIns, recordExpiry } from "./revocation";
import { isInChain, rotate } from "./rotation";
import { endReason, lastAnswerAt, type SessionRecord } from "./session";
import { countRotation, type UserLimitPolicy } from "./user-limits";

export interface RefreshPolicy extends UserLimitPolicy {
  /** `ROTATION_GRACE` in milliseconds: how long a repeated token is treated as a lost answer. */
  grace: number;
  /** `REUSE_RESPONSE`: the sessions that end when a token is reused. */
  reuseResponse: "family" | "user";
}

/** How many generations in a row may be given late; one more is reuse. */
const MAX_LATE_GENERATIONS = 2;

export type Situation =
  | { name: "unknown" }
  | { name: "ended"; reason: EndReason }
  | { name: "barred" }
  | { name: "current" }
  | { name: "repeated"; late: boolean }
  | { name: "overtaken" }
  | { name: "reused" };

/**
 * Names the situation. The order of the rows is the rule: the first row that fits decides.
 *
 * @param family null when the hash of the presented token is not known
 * @param now milliseconds since the epoch
 */
export function classify(
  family: Pick<Family, "session" | "token" | "successor"> | null,
  now: number,
  { grace }: Pick<RefreshPolicy, "grace">,
): Situation {
  if (!family) return { name: "unknown" };
  const { session, token, successor } = family;

  const reason = endReason(session, now);
  if (reason) return { name: "ended", reason };
  if (token.generation < session.minGeneration) return { name: "barred" };
  if (token.generation === session.generation) return { name: "current" };

  if (isInChain(token, session, grace)) {
    const late = now - lastAnswerAt(session) > grace;
    const isFirstLate = late && session.lateRepeats === 0;
    const tooOften = isFirstLate && session.lateGenerations >= MAX_LATE_GENERATIONS;
    const inUse = session.seenAt !== null && now - session.seenAt >= grace;
    if (!inUse && !tooOften) return { name: "repeated", late };
  }
  if (successor?.usedAt != null && now - successor.usedAt < grace) return { name: "overtaken" };
  return { name: "reused" };
}

/** @returns whether a refresh gives a token in this situation. */
export function isAnswered({ name }: Situation): boolean {
  return name === "current" || name === "repeated";
}

/** The outcome of a refresh. Refusals are values: they are committed like any other outcome. */
export type RefreshOutcome =
  | { kind: "rotated"; session: SessionRecord }
  /** The caller opens the first seal with the presented token, and each of the others with the token before it. */
  | { kind: "repeated"; session: SessionRecord; seals: string[] }
  | Failure<"not_authenticated" | "superseded" | "rate_limited" | EndCode | ProofCode>;

/** A random token made before the transaction. It becomes the next generation if the rules allow one. */
export interface Candidate {
  hash: string;
  /** The token itself, encrypted under the presented one. */
  sealed: string;
}

/** The codes that mean that the session is over; `details.reason` says why. */
export type EndCode = "session_expired" | "session_revoked";

/** @returns the failure that says why a session is over. */
export function endedFailure(reason: EndReason): Failure<EndCode> {
  const code = reason === "idle" || reason === "absolute" ? "session_expired" : "session_revoked";
  return fail(code, { reason });
}

/**
 * Decides a refresh.
 *
 * @param family the presented token with its session, or null when its hash is unknown
 * @param now milliseconds since the epoch
 */
export function decideRefresh(
  family: Family | null,
  command: ProofCommand & { candidate: Candidate },
  now: number,
  policy: RefreshPolicy,
): Decision<RefreshOutcome> {
  const situation = classify(family, now, policy);
  if (!family || situation.name === "unknown") {
    return noChange(fail("not_authenticated")); // an unknown token signs no user out
  }
  const { session } = family;
  // After the table has spoken: whether a token was reused does not depend on a proof.
  const proven = isAnswered(situation) ? decideProof(family, command, now) : noChange(session);
  if (isFailure(proven.outcome)) return { ...proven, outcome: proven.outcome };
  const known = { ...family, session: proven.outcome };

  switch (situation.name) {
    case "ended":
      return { ...recordExpiry(session, now), outcome: endedFailure(situation.reason) };

    case "barred":
    case "overtaken":
      return noChange(fail("superseded"));

    case "current": {
      const counted = countRotation(session, family.rotations, now, policy);
      if (isFailure(counted)) return noChange(counted);
      const { next, changes } = rotate(known, command.candidate, now, policy);
      return {
        outcome: { kind: "rotated", session: next },
        changes: [...changes, ...counted, ...proven.changes],
        events: [],
      };
    }

    case "repeated": {
      const again = answerAgain(known, situation.late, now);
      return { ...again, changes: [...again.changes, ...proven.changes] };
    }

    case "reused": {
      const { actor } = command;
      const { userId } = session;
      const ofUser = policy.reuseResponse === "user";
      const victims = ofUser ? (family.account?.sessions ?? [session]) : [session];
      const ended = endSessions(victims, "reuse_detected", actor, now);
      return {
        outcome: endedFailure("reuse_detected"),
        changes: [...ended.changes, ...(ofUser ? [forgetProviderSignIns(userId, null)] : [])],
        events: [
          {
            name: "reuse_detected",
            at: now,
            userId,
            sessionId: session.id,
            actor,
            reason: null,
          },
          ...ended.events,
        ],
      };
    }
  }
}

/** Gives the current token again, and records when. */
function answerAgain(
  { session, token, chain }: Family,
  late: boolean,
  now: number,
): Decision<RefreshOutcome> {
  const seals = chain
    .filter(({ generation }) => generation >= token.generation && generation < session.generation)
    .map(({ sealedSuccessor }) => sealedSuccessor);
  if (seals.length !== session.generation - token.generation || !seals.every((seal) => seal !== null)) {
    throw new Error("a token of the chain without the seals that lead to the current one");
  }
  const set = { repeatedAt: now, lateRepeats: session.lateRepeats + (late ? 1 : 0) };
  return {
    outcome: { kind: "repeated", session: { ...session, ...set }, seals },
    changes: [
      { kind: "update-session", id: session.id, set },
      { kind: "update-token", hash: token.hash, set: { repeatedAt: now } },
    ],
    events: [],
  };
}

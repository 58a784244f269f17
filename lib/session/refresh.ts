/**
 * Refresh: what a presented refresh token is worth.
 *
 * The situation is named by the hash of what is presented, never by what surrounds it; then one switch acts on it.
 * A token that comes twice is usually an answer that got lost or a second tab, sometimes a thief. The rows below
 * tell the two apart as far as they can be told apart without a key that is bound to the device
 * (RFC 9700 §4.14.2, OWASP ASVS 5.0 10.4.5).
 */
import { type Actor, type Change, type Decision, type Family, noChange } from "./decision";
import { type Failure, fail } from "./failure";
import type { EndReason } from "./reasons";
import { endSessions, recordExpiry } from "./revocation";
import { endReason, type SessionRecord, type TokenRecord } from "./session";

export interface RefreshPolicy {
  /** `ROTATION_GRACE` in milliseconds: how long a repeated token is taken for a lost answer. */
  grace: number;
  /** `REUSE_RESPONSE`: what ends when a token is reused. */
  reuseResponse: "family" | "user";
}

/** How often in a row the same successor is given again later than the grace after its making. */
const MAX_LATE_REPEATS = 2;

export type Situation =
  | { name: "unknown" }
  | { name: "ended"; reason: EndReason }
  | { name: "barred" }
  | { name: "current" }
  | { name: "repeated"; late: boolean }
  | { name: "overtaken" }
  | { name: "reused" };

/**
 * Names the situation. The order of the rows is the rule: the first that fits is it.
 *
 * @param family null when the hash of the presented token is not known
 * @param now milliseconds since the epoch
 */
export function classify(family: Family | null, now: number, { grace }: RefreshPolicy): Situation {
  if (!family) return { name: "unknown" };
  const { session, token, successor } = family;

  const reason = endReason(session, now);
  if (reason) return { name: "ended", reason };
  if (token.generation < session.minGeneration) return { name: "barred" };
  if (token.generation === session.generation) return { name: "current" };

  if (token.generation === session.generation - 1) {
    const late = now - session.rotatedAt > grace;
    const inUse = session.seenAt !== null && now - session.seenAt >= grace;
    if (!inUse && (!late || session.lateRepeats < MAX_LATE_REPEATS)) return { name: "repeated", late };
  }
  if (successor?.usedAt != null && now - successor.usedAt < grace) return { name: "overtaken" };
  return { name: "reused" };
}

/** What a refresh comes to. Refusals are values: they commit like everything else. */
export type RefreshOutcome =
  | { kind: "rotated"; session: SessionRecord }
  /** The caller opens the seal with the token it was presented. */
  | { kind: "repeated"; session: SessionRecord; sealedSuccessor: string }
  | Failure<"not_authenticated" | "superseded" | EndCode>;

/** A random token made before the transaction, to become the next generation if the rules allow one. */
export interface Candidate {
  hash: string;
  /** The token itself, sealed under the presented one. */
  sealed: string;
}

/** The codes that tell a caller that its session is over; `details.reason` says why. */
export type EndCode = "session_expired" | "session_revoked";

/** @returns the failure that tells why a session is over. */
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
  command: { candidate: Candidate; actor: Actor },
  now: number,
  policy: RefreshPolicy,
): Decision<RefreshOutcome> {
  const situation = classify(family, now, policy);
  if (!family || situation.name === "unknown") {
    return noChange(fail("not_authenticated")); // garbage logs nobody out
  }
  const { session, token } = family;

  switch (situation.name) {
    case "ended":
      return { ...recordExpiry(session, now), outcome: endedFailure(situation.reason) };

    case "barred":
    case "overtaken":
      return noChange(fail("superseded"));

    case "current": {
      const { next, changes } = rotate(session, token, command.candidate, now);
      return { outcome: { kind: "rotated", session: next }, changes, events: [] };
    }

    case "repeated": {
      if (!token.sealedSuccessor) throw new Error("a predecessor without its sealed successor");
      const lateRepeats = session.lateRepeats + (situation.late ? 1 : 0);
      const changes: Change[] = [];
      if (situation.late) changes.push({ kind: "update-session", id: session.id, set: { lateRepeats } });
      if (token.repeatedAt === null) {
        changes.push({ kind: "update-token", hash: token.hash, set: { repeatedAt: now } });
      }
      return {
        outcome: { kind: "repeated", session, sealedSuccessor: token.sealedSuccessor },
        changes,
        events: [],
      };
    }

    case "reused": {
      const { actor } = command;
      const victims = policy.reuseResponse === "user" ? (family.account?.sessions ?? [session]) : [session];
      const ended = endSessions(victims, "reuse_detected", actor, now);
      return {
        outcome: endedFailure("reuse_detected"),
        changes: ended.changes,
        events: [
          {
            name: "reuse_detected",
            at: now,
            userId: session.userId,
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

/**
 * The one rotation: makes `candidate` the current token and `parent` its predecessor.
 *
 * @param parent the token that is current until now
 * @returns the session as it will be, and the rows to write
 */
export function rotate(
  session: SessionRecord,
  parent: TokenRecord,
  candidate: { hash: string; sealed: string | null },
  now: number,
): { next: SessionRecord; changes: Change[] } {
  const set = { generation: session.generation + 1, rotatedAt: now, seenAt: null, lateRepeats: 0 };
  const changes: Change[] = [
    { kind: "update-session", id: session.id, set },
    { kind: "update-token", hash: parent.hash, set: { usedAt: now, sealedSuccessor: candidate.sealed } },
    { kind: "insert-token", token: tokenOf({ ...session, ...set }, candidate.hash, parent.hash, now) },
  ];
  // Who holds the grandparent can no longer ask for the parent.
  if (parent.parentHash) {
    changes.push({ kind: "update-token", hash: parent.parentHash, set: { sealedSuccessor: null } });
  }
  return { next: { ...session, ...set }, changes };
}

/** @returns the row of a session's current token. */
export function tokenOf(
  session: SessionRecord,
  hash: string,
  parentHash: string | null,
  now: number,
): TokenRecord {
  return {
    hash,
    sessionId: session.id,
    userId: session.userId,
    generation: session.generation,
    parentHash,
    createdAt: now,
    expiresAt: session.absoluteExpiresAt,
    usedAt: null,
    revokedAt: null,
    sealedSuccessor: null,
    repeatedAt: null,
  };
}

/**
 * Rotation: the next generation of a session's refresh token, and the chain of older tokens that may still be answered
 * with it.
 */
import type { Change, Family } from "./decision";
import type { SessionRecord, TokenRecord } from "./session";

/**
 * How many generations a token may be behind the current one and still be answered. It bounds the number of loaded
 * rows.
 */
export const MAX_CHAIN_LENGTH = 16;

/** How long a replaced token is remembered, so that its reuse can be detected. Longer than any default idle limit. */
export const GENERATION_RETENTION_MS = 14 * 24 * 60 * 60 * 1000;
/** The oldest generations are deleted once in this many rotations. */
const FOLD_INTERVAL = 64;
/** The maximum number deleted at once: more than were made since the last time. */
export const MAX_FOLDED = 2 * FOLD_INTERVAL;

/**
 * The chain: the predecessor of the current token, and every older token that was last answered less than the grace
 * before the last rotation. A browser that crashed may come back with any of them.
 */
export function isInChain(
  token: TokenRecord,
  { generation, rotatedAt }: SessionRecord,
  grace: number,
): boolean {
  if (token.generation === generation - 1) return true;
  return token.sealedSuccessor !== null && wasAnsweredSince(token, rotatedAt - grace);
}

/** Whether a token was rotated, or answered again, later than `since`. */
function wasAnsweredSince({ usedAt, repeatedAt }: TokenRecord, since: number): boolean {
  const answeredAt = repeatedAt ?? usedAt;
  return answeredAt !== null && answeredAt > since;
}

/**
 * The one rotation: makes `candidate` the session's current token.
 *
 * @param candidate.sealed null when no older token may ask for it
 * @returns the session after the rotation, and the rows to write
 */
export function rotate(
  { session, token, chain }: Pick<Family, "session" | "token" | "chain">,
  candidate: { hash: string; sealed: string | null },
  now: number,
  { grace }: { grace: number },
): { next: SessionRecord; changes: Change[] } {
  const parent = chain.at(-1) ?? token;
  const set = {
    generation: session.generation + 1,
    rotatedAt: now,
    repeatedAt: null,
    seenAt: null,
    lateRepeats: 0,
    lateGenerations: session.lateRepeats > 0 ? session.lateGenerations + 1 : 0,
  };
  // A sealed successor stays as long as an older token, or this one, may be answered: the tokens in between lead to the
  // current one.
  const oldest = chain.find(
    (one) =>
      one.generation < session.generation &&
      set.generation - one.generation <= MAX_CHAIN_LENGTH &&
      wasAnsweredSince(one, now - grace),
  );
  const keepsFrom = candidate.sealed === null ? set.generation : (oldest ?? parent).generation;
  const wiped = chain.filter((one) => one.sealedSuccessor !== null && one.generation < keepsFrom);
  const changes: Change[] = [
    { kind: "update-session", id: session.id, set },
    { kind: "update-token", hash: parent.hash, set: { usedAt: now, sealedSuccessor: candidate.sealed } },
    { kind: "insert-token", token: tokenOf({ ...session, ...set }, candidate.hash, parent.hash, now) },
    ...wiped.map(({ hash }): Change => ({ kind: "update-token", hash, set: { sealedSuccessor: null } })),
    ...foldTokens(session.id, set.generation, now),
  ];
  return { next: { ...session, ...set }, changes };
}

/**
 * Deletes the oldest generations that nothing needs any more, a few at a time. A session that is always open would
 * otherwise keep them for its whole life. A deleted token is unknown from then on: it gets nothing and ends nothing.
 */
function foldTokens(sessionId: string, generation: number, now: number): Change[] {
  if (generation % FOLD_INTERVAL !== 0) return [];
  const belowGeneration = generation - MAX_CHAIN_LENGTH;
  return [{ kind: "fold-tokens", sessionId, belowGeneration, madeBefore: now - GENERATION_RETENTION_MS }];
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

/** The checks of the property test: each answer against the expected one, and the invariants after each command. */
import { expect } from "vitest";
import type { SignedProof } from "@/lib/session/device-binding/device-proof";
import { authorizePageToken } from "./bearer";
import { isFailure } from "./failure";
import { classify } from "./refresh";
import { MAX_CHAIN_LENGTH } from "./rotation";
import { type ExpectedState, expectedVerdict, isOver, type SessionHistory } from "./testing/expected-state";
import type { InMemoryServer } from "./testing/in-memory-server";
import { GRACE } from "./testing/test-records";

/** Presents a token and checks the answer against the expected one. */
export function present(
  expected: ExpectedState,
  server: InMemoryServer,
  token: string,
  how: "refresh" | "password",
  proof: SignedProof,
) {
  const { history, generation } = expected.trace(token);
  const { now } = server;
  const wasEnded = history.ended !== null || isOver(history, now);
  const barred = generation < history.barrier;
  const verdict = expectedVerdict(history, generation, now);
  const answer =
    how === "refresh"
      ? server.refresh(token, { proof })
      : server.changePassword(token, { signOutOthers: false, proof });
  const { outcome } = answer;

  if (wasEnded) {
    expect(outcome).toMatchObject({ details: { reason: server.session(history.id).endedReason } });
  } else if (barred) {
    expect(outcome).toEqual({ code: "superseded" });
  } else if (verdict === "overtaken") {
    expect(outcome).toEqual({ code: "superseded" });
  } else if (verdict === "reuse") {
    expect(outcome).toMatchObject({ details: { reason: "reuse_detected" } });
    const ended = expected.histories.filter(
      (one) => one.userId === history.userId && server.session(one.id).endedAt === null,
    );
    if (server.policy.reuseResponse === "user") expect(ended).toEqual([]);
  }
  const isAnswered = !wasEnded && !barred && verdict === null;
  const isProven = history.key === null || history.key === proof.thumbprint;
  if (isAnswered && isProven) expect(isFailure(outcome)).toBe(false);
  if (isAnswered && !isProven) expect(outcome).toEqual({ code: "device_proof_required" });
  if (!isFailure(outcome) && answer.token) record(history, generation, outcome.kind, answer.token, now);
  const isReuse = !wasEnded && !barred && verdict === "reuse";
  return { ...answer, history, isReuse, mayGoOn: !wasEnded && !barred };
}

/** Records an answer. Every caller gets the same token: there are never two successors. */
function record(history: SessionHistory, generation: number, kind: string, token: string, now: number): void {
  if (kind === "rotated") {
    history.answeredAt[history.tokens.length - 1] = now;
    history.tokens.push({ token, madeAt: now });
    history.lateGenerations = history.isLate ? history.lateGenerations + 1 : 0;
    history.isLate = false;
  } else {
    expect(token).toBe(history.tokens.at(-1)?.token);
    history.answeredAt[generation] = now;
    if (now - history.lastAnswerAt > GRACE) history.isLate = true;
    expect(history.lateGenerations).toBeLessThanOrEqual(2);
  }
  history.lastAnswerAt = now;
}

/** Checks the invariants. It does not use `expect`, which is slow: this runs a hundred thousand times. */
export function checkInvariants(expected: ExpectedState, server: InMemoryServer): void {
  const { now, policy } = server;
  for (const history of expected.histories) {
    const session = server.session(history.id);
    const must = (truth: boolean, what: string) => {
      if (!truth) throw new Error(`${history.id}: ${what}`);
    };
    history.ended ??= session.endedAt === null ? null : session;
    must(history.ended === null || history.ended === session, "what has ended never changes again");
    must(
      session.endedReason !== "reuse_detected" || mayEndAsReused(expected, server, history),
      "no session is wrongly ended as reused",
    );
    must(session.generation === history.tokens.length - 1, "no generation is lost or made up");
    must(session.lastPresenceAt === history.lastPresenceAt, "presence alone moves the idle limit");

    const over = history.ended !== null || isOver(history, now);
    const rows = history.tokens.map((one) => server.row(one.token));
    let usable = 0;
    for (const [generation, token] of rows.entries()) {
      const parent = rows[generation - 1];
      const successor = rows[generation + 1] ?? null;
      must(token.generation === generation && token.sessionId === history.id, "every token is in its place");
      must(token.parentHash === (parent?.hash ?? null), "the chain of parents is unbroken");
      must(token.usedAt === (successor?.createdAt ?? null), "a token is used when its successor is made");
      const isAnswered = generation >= history.barrier && expectedVerdict(history, generation, now) === null;
      const isNewest = generation === rows.length - 1;
      must(
        !isAnswered || over || isNewest || token.sealedSuccessor !== null,
        "a token that is answered has its seal",
      );
      must(
        isNewest || generation >= oldestAnswerable(history) || token.sealedSuccessor === null,
        "no other has one",
      );
      const opensPage = authorizePageToken(token, session, now, policy) === null;
      must(opensPage === (isAnswered && !over), "a page opens for every token that a refresh would answer");
      const { name } = classify(server.store.family(token.hash), now, policy);
      must((name === "ended") === over, "every token of an ended session is told so");
      if (name === "current") usable += 1;
      if (history.ended)
        must(token.revokedAt !== null && token.sealedSuccessor === null, "an end wipes the tokens");
    }
    must(usable === (over ? 0 : 1), "one generation is usable while the session histories, none after");
  }
}

/** The oldest generation whose seal may be needed: the predecessor, or one answered shortly before the newest. */
function oldestAnswerable({ tokens, answeredAt, barrier }: SessionHistory): number {
  const newest = tokens.length - 1;
  const since = (tokens[newest]?.madeAt ?? 0) - GRACE;
  const oldest = answeredAt.findIndex((at, generation) => generation >= barrier && at > since);
  return Math.max(barrier, Math.min(newest - 1, oldest < 0 ? newest : oldest), newest - MAX_CHAIN_LENGTH);
}

function mayEndAsReused(expected: ExpectedState, server: InMemoryServer, history: SessionHistory): boolean {
  if (server.policy.reuseResponse === "family") return history.attacked;
  return expected.histories.some((other) => other.userId === history.userId && other.attacked);
}

/** Uses an access token on the API, checks whether it is accepted, and records the use. */
export function callApi(server: InMemoryServer, history: SessionHistory, generation: number): void {
  const outcome = server.callApi({ sub: history.userId, sid: history.id, gen: generation });
  const over = history.ended !== null || isOver(history, server.now);
  expect(isFailure(outcome)).toBe(over || generation < history.barrier);
  if (!isFailure(outcome))
    history.uses.push({ generation, at: server.now, lastAnswerAt: history.lastAnswerAt });
}

import { describe, expect, test } from "vitest";
import { linearize, type Operation } from "./linearizability";
import { type SessionOp, sessionModel } from "./session-model";

const held = (generation: number, token = `token ${generation}`) => ({ generation, token });

/** A history: each operation with when it was asked and answered. */
function canBe(...history: [from: number, to: number, op: SessionOp][]): boolean {
  const operations = history.map(
    ([invoked, returned, op]): Operation<SessionOp> => ({
      invoked,
      returned,
      op,
    }),
  );
  return linearize(operations, sessionModel(held(0))) !== null;
}

const refresh = (from: number, to?: number | null, token?: string): SessionOp => ({
  kind: "refresh",
  with: held(from),
  answer: to == null ? null : held(to, token),
});
const superseded = (from: number): SessionOp => ({ kind: "refresh", with: held(from), answer: "superseded" });
const call = (generation: number, answer: "served" | "token_expired" | "over" = "served"): SessionOp => ({
  kind: "call",
  generation,
  answer: answer === "over" ? { ended: "user" } : answer,
});
const look = (generation: number, answer: "shown" | "hidden"): SessionOp => ({
  kind: "look",
  generation,
  answer,
});
const end = (answer: "done" | null = "done"): SessionOp => ({ kind: "end", reason: "user", answer });
const changed = (from: number, to: number): SessionOp => ({
  kind: "change password",
  with: held(from),
  answer: held(to),
});
const never = Number.POSITIVE_INFINITY;

describe("these histories are linearizable", () => {
  test("operations one after the other", () => {
    expect(canBe([0, 1, refresh(0, 1)], [2, 3, call(1)], [4, 5, refresh(1, 2)], [6, 7, call(0)])).toBe(true);
  });

  test("answers in another order than their decisions", () => {
    expect(canBe([0, 9, refresh(0, 1)], [1, 3, refresh(0, 1)], [4, 5, refresh(1, 2)])).toBe(true);
  });

  test("one token presented by many at once: the same successor for all", () => {
    const many = Array.from({ length: 200 }, (_, at): [number, number, SessionOp] => [
      0,
      500 - at,
      refresh(0, 1),
    ]);
    expect(canBe(...many)).toBe(true);
  });

  test("requests are served while the session is being ended, and refused afterwards", () => {
    expect(canBe([0, 9, end()], [1, 5, call(0)], [2, 6, call(0, "over")], [10, 11, call(0, "over")])).toBe(
      true,
    );
  });

  test("a lost answer: the operation took place at once, never, or much later", () => {
    expect(canBe([0, never, refresh(0)], [5, 6, refresh(0, 1, "x")])).toBe(true);
    expect(canBe([0, never, refresh(0)], [5, 6, call(0)], [7, 8, superseded(0)])).toBe(false);
    expect(canBe([0, never, end(null)], [5, 6, call(0)], [7, 8, call(0, "over")])).toBe(true);
    expect(canBe([0, never, end(null)], [5, 6, call(0)])).toBe(true);
  });

  test("a password change, also with the predecessor, that refuses older tokens", () => {
    expect(
      canBe(
        [0, 1, refresh(0, 1)],
        [2, 3, changed(0, 2)],
        [4, 5, superseded(1)],
        [6, 7, call(1, "token_expired")],
        [8, 9, look(1, "hidden")],
      ),
    ).toBe(true);
  });
});

describe("these histories are not linearizable", () => {
  test("two successors of one token", () => {
    expect(canBe([0, 5, refresh(0, 1, "x")], [1, 6, refresh(0, 1, "y")])).toBe(false);
  });

  test("a token that was issued and then forgotten", () => {
    expect(canBe([0, 1, refresh(0, 1)], [2, 3, refresh(1, 2)], [4, 5, refresh(0, 1)])).toBe(false);
    expect(canBe([0, 1, refresh(0, 1)], [2, 3, refresh(0, 1, "another")])).toBe(false);
  });

  test.each<[string, SessionOp]>([
    ["a call", call(0)],
    ["a refresh", refresh(0, 1)],
    ["a page", look(0, "shown")],
    ["a refresh that finds it superseded", superseded(0)],
    ["an end told for another reason", { ...call(0), answer: { ended: "admin" } } as SessionOp],
  ])("%s served after its end was acknowledged", (_, op) => {
    expect(canBe([0, 1, end()], [2, 3, op])).toBe(false);
  });

  test("a session refused as ended before any request to end it", () => {
    expect(canBe([0, 1, call(0, "over")], [2, 3, end()])).toBe(false);
  });

  test("an end that is undone by a crash", () => {
    expect(canBe([0, 9, end()], [1, 2, call(0, "over")], [3, 4, call(0)])).toBe(false);
    expect(canBe([0, never, end(null)], [1, 2, call(0, "over")], [3, 4, call(0)])).toBe(false);
  });

  test("a lost rotation whose token no longer works", () => {
    expect(canBe([0, 1, refresh(0, 1)], [2, 3, superseded(1)])).toBe(false);
    expect(canBe([0, 1, refresh(0, 1)], [2, 3, call(1, "token_expired")])).toBe(false);
  });

  test("a call with a token of a generation that was not issued yet", () => {
    expect(canBe([0, 1, call(1)], [2, 3, refresh(0, 1)])).toBe(false);
  });

  test("an older token that works after a password change was acknowledged", () => {
    expect(canBe([0, 1, changed(0, 1)], [2, 3, refresh(0, 1)])).toBe(false);
    expect(canBe([0, 1, changed(0, 1)], [2, 3, call(0)])).toBe(false);
    expect(canBe([0, 1, changed(0, 1)], [2, 3, look(0, "shown")])).toBe(false);
  });

  test("superseded, when it is the current token or its predecessor", () => {
    expect(canBe([0, 1, superseded(0)])).toBe(false);
    expect(canBe([0, 1, refresh(0, 1)], [2, 3, superseded(0)])).toBe(false);
  });
});

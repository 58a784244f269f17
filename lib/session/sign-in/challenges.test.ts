import { describe, expect, test } from "vitest";
import { isFailure } from "@/lib/session/failure";
import { challengeStatus, decideCode, newChallenge, remainingCodeAttempts } from "./challenges";

const NOW = Date.UTC(2030, 0, 1);
const MINUTE_MS = 60_000;
const made = {
  id: "c",
  type: "sign_in",
  attemptId: "a",
  userId: null,
  email: "a@example.com",
  codeHash: "right",
} as const;
const right = (stored: string | null) => stored === "right";
const wrong = () => false;

describe("a code", () => {
  test("lives ten minutes, or as long as what it belongs to", () => {
    expect(newChallenge(made, NOW)).toMatchObject({
      status: "pending",
      attempts: 0,
      resendAt: NOW + MINUTE_MS,
      expiresAt: NOW + 10 * MINUTE_MS,
    });
    expect(newChallenge(made, NOW, NOW + MINUTE_MS).expiresAt).toBe(NOW + MINUTE_MS);
    expect(challengeStatus(newChallenge(made, NOW), NOW + 10 * MINUTE_MS - 1)).toBe("pending");
    expect(challengeStatus(newChallenge(made, NOW), NOW + 10 * MINUTE_MS)).toBe("expired");
  });

  test("right: it is completed, and the try is counted", () => {
    const decision = decideCode(newChallenge(made, NOW), right, NOW);
    expect(decision.outcome).toMatchObject({ status: "completed", attempts: 1 });
    expect(decision.changes).toEqual([
      { kind: "update-challenge", id: "c", set: { status: "completed", attempts: 1 } },
    ]);
  });

  test("wrong: the refusal is counted, and the fifth one ends it", () => {
    let challenge = newChallenge(made, NOW);
    const told: unknown[] = [];
    for (let tries = 0; tries < 5; tries += 1) {
      const { outcome, changes } = decideCode(challenge, wrong, NOW);
      told.push(isFailure(outcome) && outcome.details);
      for (const change of changes)
        if (change.kind === "update-challenge") challenge = { ...challenge, ...change.set };
    }
    expect(told).toEqual([4, 3, 2, 1, 0].map((remainingAttempts) => ({ remainingAttempts })));
    expect(challenge).toMatchObject({ status: "failed", attempts: 5 });
    expect(remainingCodeAttempts(challenge)).toBe(0);
  });

  test.each(["completed", "failed", "cancelled"] as const)(
    "%s: not even the right one is looked at",
    (status) => {
      const decision = decideCode({ ...newChallenge(made, NOW), status }, right, NOW);
      expect(decision).toEqual({ outcome: { code: "challenge_closed" }, changes: [], events: [] });
    },
  );

  test("expired: not even the right one is looked at", () => {
    const decision = decideCode(newChallenge(made, NOW), right, NOW + 10 * MINUTE_MS);
    expect(decision).toEqual({ outcome: { code: "challenge_closed" }, changes: [], events: [] });
  });

  test("that was never sent is never right", () => {
    const { outcome } = decideCode(newChallenge({ ...made, codeHash: null }, NOW), right, NOW);
    expect(outcome).toMatchObject({ code: "invalid_code" });
  });
});

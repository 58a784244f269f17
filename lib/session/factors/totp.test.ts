import { describe, expect, test } from "vitest";
import { authenticatorApp, NOW } from "./second-factors.fixture";
import { CODES_PER_LOCK, judgeTotpCode, lockAfter, timeStep } from "./totp";

const STEP_MS = 30_000;
const MINUTE_MS = 60_000;
const step = timeStep(NOW);

describe("a time step", () => {
  test.each([
    ["of now is good", step, "right"],
    ["before it is good", step - 1, "right"],
    ["two before is over", step - 2, "wrong"],
    ["to come is not good yet", step + 1, "wrong"],
    ["that none of the codes belongs to", null, "wrong"],
  ])("%s", (_, matched, result) => {
    expect(judgeTotpCode(authenticatorApp(), matched, NOW).result).toBe(result);
  });

  test.each([0, 1, STEP_MS - 1])("begins with a whole half minute: %i ms into it", (into) => {
    expect(judgeTotpCode(authenticatorApp(), step - 1, NOW + into).result).toBe("right");
    expect(judgeTotpCode(authenticatorApp(), step - 2, NOW + into).result).toBe("wrong");
  });

  test("is good once, and none before it is good any more", () => {
    const { changes } = judgeTotpCode(authenticatorApp(), step, NOW);
    const set = { lastStep: step, lastUsedAt: NOW, failures: 0, lockedUntil: null };
    expect(changes).toEqual([{ kind: "update-authenticator", id: "app", set }]);
    const used = authenticatorApp({ lastStep: step });
    for (const matched of [step, step - 1])
      expect(judgeTotpCode(used, matched, NOW)).toEqual({ result: "used", changes: [] });
    expect(judgeTotpCode(used, step + 1, NOW + STEP_MS).result).toBe("right");
  });

  test("stays used after the clock was set back", () => {
    expect(judgeTotpCode(authenticatorApp({ lastStep: step + 100 }), step, NOW).result).toBe("used");
  });
});

describe("wrong codes", () => {
  /** Gives wrong codes until the app is locked. @returns how many, and the lock in milliseconds */
  function untilLocked(app = authenticatorApp(), now = NOW) {
    for (let count = 1; ; count += 1) {
      const { result, changes } = judgeTotpCode(app, null, now);
      expect(result).toBe("wrong");
      const [change] = changes;
      if (change?.kind !== "update-authenticator") throw new Error("not counted");
      Object.assign(app, change.set);
      if (app.lockedUntil !== null) return { app, count, lockMs: app.lockedUntil - now };
    }
  }

  test("five lock the app for a minute, and then even the right code is refused and not spent", () => {
    const { app, count, lockMs } = untilLocked();
    expect([count, lockMs]).toEqual([CODES_PER_LOCK, MINUTE_MS]);
    expect(judgeTotpCode(app, step, NOW + MINUTE_MS - 1)).toEqual({
      result: { code: "factor_locked", details: { retryAfter: 1 } },
      changes: [],
    });
    expect(judgeTotpCode(app, step, NOW).result).toMatchObject({ details: { retryAfter: 60 } });
    expect(judgeTotpCode(app, step + 2, NOW + MINUTE_MS).result).toBe("right");
  });

  test("five more lock it for longer each time, up to thirty days", () => {
    let now = NOW;
    let { app } = untilLocked();
    const locks: number[] = [];
    for (let round = 0; round < 18; round += 1) {
      now = app.lockedUntil ?? now;
      const next = untilLocked(app, now);
      expect(next.count).toBe(CODES_PER_LOCK);
      locks.push(next.lockMs / MINUTE_MS);
      ({ app } = next);
    }
    expect(locks.slice(0, 4)).toEqual([2, 4, 8, 16]);
    expect(locks.at(-1)).toBe(30 * 24 * 60);
    // NIST SP 800-63B-4, section 3.2.2: no more than a hundred failures in a row.
    const fourMonths = 120 * 24 * 60 * MINUTE_MS;
    const sum = Array.from({ length: 100 }, (_, failures) => lockAfter(failures)).reduce((a, b) => a + b);
    expect(sum).toBeGreaterThan(fourMonths);
  });

  test("a right code begins a new count", () => {
    const app = authenticatorApp({ failures: CODES_PER_LOCK - 1 });
    const [change] = judgeTotpCode(app, step, NOW).changes;
    expect(change).toMatchObject({ set: { failures: 0, lockedUntil: null } });
  });

  test("a code that was used before is not counted: a request that was sent twice locks nothing", () => {
    const used = authenticatorApp({ lastStep: step, failures: CODES_PER_LOCK - 1 });
    expect(judgeTotpCode(used, step, NOW)).toEqual({ result: "used", changes: [] });
  });
});

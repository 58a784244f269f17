import { describe, expect, test } from "vitest";
import {
  availableFactors,
  type CheckedCode,
  decideRecoveryCode,
  decideSecondFactorCode,
  decideTotpCode,
} from "./second-factors";
import { ADA, authenticatorApp, NOW, passkey, recoveryCode } from "./second-factors.fixture";
import { timeStep } from "./totp";

const step = timeStep(NOW);
const recoveryCodes = [recoveryCode("a")];
const INVALID = { code: "invalid_code" };

describe("the factors a user may give", () => {
  const unconfirmed = authenticatorApp({ confirmedAt: null });
  test.each([
    ["none", [], []],
    ["an app whose set-up was not finished counts for nothing", [unconfirmed], []],
    ["an app", [authenticatorApp()], ["totp", "recovery_code"]],
    ["a passkey", [passkey()], ["recovery_code", "passkey"]],
    ["both", [authenticatorApp(), passkey()], ["totp", "recovery_code", "passkey"]],
  ])("%s", (_, authenticators, kinds) => {
    expect(availableFactors({ authenticators, recoveryCodes })).toEqual(kinds);
  });

  test("no recovery code, when all are used", () => {
    const used = [recoveryCode("a", NOW)];
    expect(availableFactors({ authenticators: [passkey()], recoveryCodes: used })).toEqual(["passkey"]);
  });
});

describe("the code of an app", () => {
  const first = authenticatorApp({ id: "first" });
  const second = authenticatorApp({ id: "second" });
  const locked = authenticatorApp({ id: "locked", failures: 5, lockedUntil: NOW + 60_000 });

  test("is good at the app it belongs to, and the other is not touched", () => {
    const authenticators = [first, second];
    const decision = decideTotpCode({ authenticators }, { totpSteps: { second: step } }, ADA, NOW);
    expect(decision).toMatchObject({ outcome: { kind: "totp" }, changes: [{ id: "second" }], events: [] });
  });

  test("is a guess at every app when it belongs to none, and is told to the user", () => {
    const authenticators = [first, second];
    const decision = decideTotpCode({ authenticators }, { totpSteps: {} }, ADA, NOW);
    expect(decision.outcome).toEqual(INVALID);
    expect(decision.changes).toMatchObject([
      { id: "first", set: { failures: 1 } },
      { id: "second", set: { failures: 1 } },
    ]);
    expect(decision.events).toMatchObject([{ name: "second_factor_failed", userId: "ada", at: NOW }]);
  });

  test("is refused while its app is locked; another app still works", () => {
    const totpSteps = { locked: step };
    expect(decideTotpCode({ authenticators: [locked] }, { totpSteps }, ADA, NOW)).toEqual({
      outcome: { code: "factor_locked", details: { retryAfter: 60 } },
      changes: [],
      events: [],
    });
    const authenticators = [locked, second];
    expect(decideTotpCode({ authenticators }, { totpSteps: { second: step } }, ADA, NOW).outcome).toEqual({
      kind: "totp",
    });
    expect(decideTotpCode({ authenticators }, { totpSteps }, ADA, NOW).outcome).toEqual(INVALID);
  });

  test("of several locked apps, the first to open tells how long to wait", () => {
    const longer = authenticatorApp({ id: "longer", lockedUntil: NOW + 120_000 });
    const authenticators = [longer, locked];
    expect(decideTotpCode({ authenticators }, { totpSteps: {} }, ADA, NOW).outcome).toMatchObject({
      details: { retryAfter: 60 },
    });
  });

  test.each([
    ["an app whose set-up was not finished", authenticatorApp({ confirmedAt: null })],
    ["a passkey", passkey()],
  ])("is never good at %s", (_, authenticator) => {
    const totpSteps = { [authenticator.id]: step };
    const decision = decideTotpCode({ authenticators: [authenticator] }, { totpSteps }, ADA, NOW);
    expect(decision).toMatchObject({ outcome: INVALID, changes: [] });
  });

  test("that was used is refused, whatever asks for it", () => {
    const authenticators = [authenticatorApp({ id: "first", lastStep: step })];
    const decision = decideTotpCode({ authenticators }, { totpSteps: { first: step } }, ADA, NOW);
    expect(decision).toEqual({ outcome: INVALID, changes: [], events: [] });
  });
});

describe("a recovery code", () => {
  const authenticators = [authenticatorApp()];

  test("is spent, and the user is told", () => {
    const decision = decideRecoveryCode({ authenticators, recoveryCodes }, { recoveryCodeId: "a" }, ADA, NOW);
    expect(decision).toMatchObject({
      outcome: { kind: "recovery_code" },
      changes: [{ kind: "update-recovery-code", id: "a", set: { usedAt: NOW } }],
      events: [{ name: "recovery_code_used", actor: ADA.actor }],
    });
  });

  test.each([
    ["another", authenticators, "b"],
    ["none", authenticators, null],
    ["one of a user whose last factor is gone", [authenticatorApp({ confirmedAt: null })], "a"],
  ])("%s: refused, and nothing is locked", (_, authenticators, recoveryCodeId) => {
    const decision = decideRecoveryCode({ authenticators, recoveryCodes }, { recoveryCodeId }, ADA, NOW);
    expect(decision).toMatchObject({
      outcome: INVALID,
      changes: [],
      events: [{ name: "second_factor_failed" }],
    });
  });

  test("works while the app is locked", () => {
    const locked = [authenticatorApp({ lockedUntil: NOW + 60_000 })];
    const code: CheckedCode = { kind: "recovery_code", totpSteps: {}, recoveryCodeId: "a" };
    const decision = decideSecondFactorCode({ authenticators: locked, recoveryCodes }, code, ADA, NOW);
    expect(decision.outcome).toEqual({ kind: "recovery_code" });
  });
});

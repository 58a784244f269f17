import { describe, expect, test } from "vitest";
import type { Change, Usage } from "@/lib/session/decision";
import { USER_LIMITS } from "@/lib/session/user-limits";
import { MAX_AUTHENTICATORS } from "./authenticator-rows";
import {
  decideConfirmTotp,
  decideRemoveAuthenticator,
  decideRenameAuthenticator,
  decideReplaceRecoveryCodes,
  decideStartTotp,
  SET_UP_LIFETIME_MS,
} from "./authenticators";
import { ADA, authenticatorApp, NOW, passkey, recoveryCode } from "./second-factors.fixture";
import { timeStep } from "./totp";

const step = timeStep(NOW);
const unconfirmed = authenticatorApp({ confirmedAt: null });
const notice = (now: number): Change => ({ kind: "refund", key: "the e-mail", now });
const from = ADA;
const change = { from, notice, usage: null };
const spent: Usage = { count: USER_LIMITS.nameChange.count, expire: NOW + 1 };
const LIMITED = { code: "rate_limited", details: { retryAfter: 1 } };
const codes = [recoveryCode("new")];

const has = (authenticators = [authenticatorApp()]) => ({
  authenticators,
  recoveryCodes: [recoveryCode("old")],
});
/** What is written, without the count for the limit. */
const kinds = (changes: Change[]) => changes.map(({ kind }) => kind).filter((kind) => kind !== "count");

describe("setting up an app", () => {
  const start = { id: "new", name: "Authenticator app", sealedSecret: "sealed", from, usage: null };

  test("adds one that counts for nothing yet, and remembers the session", () => {
    const { outcome, changes, events } = decideStartTotp(has([]), start, NOW, {});
    expect(outcome).toMatchObject({ id: "new", confirmedAt: null, addedBySessionId: "ada's session" });
    expect(kinds(changes)).toEqual(["insert-authenticator"]);
    expect(events).toEqual([]);
  });

  test("replaces one that was abandoned, and never one that counts", () => {
    const { changes } = decideStartTotp(has([unconfirmed, passkey()]), start, NOW, {});
    expect(changes.slice(0, 2)).toMatchObject([
      { kind: "delete-authenticator", id: "app" },
      { kind: "insert-authenticator" },
    ]);
    expect(kinds(changes)).toHaveLength(2);
  });

  test("is refused to a user who has too many, or has made too many changes", () => {
    const many = Array.from({ length: MAX_AUTHENTICATORS }, (_, at) => passkey({ id: String(at) }));
    expect(decideStartTotp(has(many), start, NOW, {}).outcome).toMatchObject({ code: "invalid_request" });
    expect(decideStartTotp(has(many.slice(1)), start, NOW, {}).outcome).toMatchObject({ id: "new" });
    expect(decideStartTotp(has(), { ...start, usage: spent }, NOW, {}).outcome).toEqual(LIMITED);
  });
});

describe("confirming an app", () => {
  const confirm = { ...change, id: "app", matchedStep: step as number | null, recoveryCodes: null };

  test("with the first factor wants recovery codes, and changes nothing until it has them", () => {
    const wanting = decideConfirmTotp(has([unconfirmed]), confirm, NOW, {});
    expect(wanting).toEqual({ outcome: "needs_recovery_codes", changes: [], events: [] });
    const { outcome, changes, events } = decideConfirmTotp(
      has([unconfirmed]),
      { ...confirm, recoveryCodes: codes },
      NOW,
      {},
    );
    expect(outcome).toMatchObject({ isFirst: true, authenticator: { confirmedAt: NOW } });
    expect(changes.slice(0, 5)).toEqual([
      {
        kind: "update-authenticator",
        id: "app",
        set: { lastStep: step, lastUsedAt: NOW, failures: 0, lockedUntil: null },
      },
      {
        kind: "update-authenticator",
        id: "app",
        set: { confirmedAt: NOW, addedBySessionId: "ada's session" },
      },
      { kind: "delete-recovery-codes", userId: "ada" },
      { kind: "insert-recovery-code", code: codes[0] },
      notice(NOW),
    ]);
    expect(events).toMatchObject([{ name: "factor_added", userId: "ada", actor: ADA.actor }]);
  });

  test("with a later factor leaves the recovery codes as they are", () => {
    const { outcome, changes } = decideConfirmTotp(has([unconfirmed, passkey()]), confirm, NOW, {});
    expect(outcome).toMatchObject({ isFirst: false });
    expect(kinds(changes)).toEqual(["update-authenticator", "update-authenticator", "refund"]);
  });

  test.each([
    ["a wrong code is counted", null, { failures: 1 }],
    ["so is one of two steps ago", step - 2, { failures: 1 }],
  ])("%s", (_, matchedStep, set) => {
    const decision = decideConfirmTotp(has([unconfirmed]), { ...confirm, matchedStep }, NOW, {});
    expect(decision).toMatchObject({ outcome: { code: "invalid_code" }, changes: [{ set }], events: [] });
  });

  test("a locked app refuses even the right code", () => {
    const locked = authenticatorApp({ confirmedAt: null, lockedUntil: NOW + 1000 });
    expect(decideConfirmTotp(has([locked]), confirm, NOW, {}).outcome).toMatchObject({
      code: "factor_locked",
    });
  });

  test.each([
    ["another id", [{ ...unconfirmed, id: "other" }]],
    ["one that counts already", [authenticatorApp()]],
    ["a passkey", [passkey({ id: "app", confirmedAt: null })]],
    ["one whose secret was shown long ago", [{ ...unconfirmed, createdAt: NOW - SET_UP_LIFETIME_MS }]],
  ])("%s is not found", (_, authenticators) => {
    const decision = decideConfirmTotp(has(authenticators), confirm, NOW, {});
    expect(decision).toEqual({ outcome: { code: "not_found" }, changes: [], events: [] });
  });

  test("is limited", () => {
    const limited = { ...confirm, usage: spent, recoveryCodes: codes };
    expect(decideConfirmTotp(has([unconfirmed]), limited, NOW, {}).outcome).toEqual(LIMITED);
  });
});

describe("naming", () => {
  const rename = { id: "app", name: "My phone", from, usage: null };

  test("changes the name, once", () => {
    const { outcome, changes, events } = decideRenameAuthenticator(has(), rename, NOW, {});
    expect(outcome).toMatchObject({ name: "My phone" });
    expect(changes[0]).toEqual({ kind: "update-authenticator", id: "app", set: { name: "My phone" } });
    expect(events).toMatchObject([{ name: "factor_renamed" }]);
    const named = [authenticatorApp({ name: "My phone" })];
    expect(decideRenameAuthenticator(has(named), rename, NOW, {})).toMatchObject({ changes: [], events: [] });
  });

  test("is refused for one that does not count, or too often", () => {
    const not = { code: "not_found" };
    expect(decideRenameAuthenticator(has([unconfirmed]), rename, NOW, {}).outcome).toEqual(not);
    expect(decideRenameAuthenticator(has([]), rename, NOW, {}).outcome).toEqual(not);
    expect(decideRenameAuthenticator(has(), { ...rename, usage: spent }, NOW, {}).outcome).toEqual(LIMITED);
  });
});

describe("removing", () => {
  const remove = { id: "app", isRequired: false, from, notice };
  const required = { ...remove, isRequired: true };

  test("the last one removes the recovery codes", () => {
    const { outcome, changes, events } = decideRemoveAuthenticator(has(), remove, NOW);
    expect(outcome).toBeNull();
    expect(changes).toEqual([
      { kind: "delete-authenticator", id: "app" },
      { kind: "delete-recovery-codes", userId: "ada" },
      notice(NOW),
    ]);
    expect(events).toMatchObject([{ name: "factor_removed" }]);
  });

  test("one of two leaves the recovery codes, also where one is required", () => {
    const { outcome, changes } = decideRemoveAuthenticator(
      has([authenticatorApp(), passkey()]),
      required,
      NOW,
    );
    expect(outcome).toBeNull();
    expect(kinds(changes)).toEqual(["delete-authenticator", "refund"]);
  });

  test("the last one is kept where one is required; an abandoned one does not stand in for it", () => {
    const needed = { outcome: { code: "second_factor_needed" }, changes: [], events: [] };
    expect(decideRemoveAuthenticator(has(), required, NOW)).toEqual(needed);
    const other = authenticatorApp({ id: "other", confirmedAt: null });
    expect(decideRemoveAuthenticator(has([authenticatorApp(), other]), required, NOW)).toEqual(needed);
  });

  test("one that does not count is removed without a word", () => {
    const decision = decideRemoveAuthenticator(has([unconfirmed]), required, NOW);
    const changes = [{ kind: "delete-authenticator", id: "app" }];
    expect(decision).toEqual({ outcome: null, changes, events: [] });
  });

  test("an unknown one is not found", () => {
    expect(decideRemoveAuthenticator(has([]), remove, NOW).outcome).toEqual({ code: "not_found" });
  });
});

describe("new recovery codes", () => {
  const replace = { ...change, recoveryCodes: codes };

  test("replace the old ones", () => {
    const { outcome, changes, events } = decideReplaceRecoveryCodes(has(), replace, NOW, {});
    expect(outcome).toBeNull();
    expect(kinds(changes)).toEqual(["delete-recovery-codes", "insert-recovery-code", "refund"]);
    expect(events).toMatchObject([{ name: "recovery_codes_made" }]);
  });

  test("are nothing to a user without a second factor, and are limited", () => {
    const needed = { code: "second_factor_needed" };
    expect(decideReplaceRecoveryCodes(has([]), replace, NOW, {}).outcome).toEqual(needed);
    expect(decideReplaceRecoveryCodes(has([unconfirmed]), replace, NOW, {}).outcome).toEqual(needed);
    expect(decideReplaceRecoveryCodes(has(), { ...replace, usage: spent }, NOW, {}).outcome).toEqual(LIMITED);
  });

  test("are asked for once nothing speaks against them", () => {
    const without = { ...replace, recoveryCodes: null };
    const wanting = decideReplaceRecoveryCodes(has(), without, NOW, {});
    expect(wanting).toEqual({ outcome: "needs_recovery_codes", changes: [], events: [] });
    expect(decideReplaceRecoveryCodes(has([]), without, NOW, {}).outcome).toMatchObject({
      code: expect.any(String),
    });
    expect(decideReplaceRecoveryCodes(has(), { ...without, usage: spent }, NOW, {}).outcome).toEqual(LIMITED);
  });
});

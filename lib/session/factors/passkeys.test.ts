import { describe, expect, test } from "vitest";
import type { Change } from "@/lib/session/decision";
import type { TicketRecord } from "@/lib/session/sign-in/sign-in-records";
import { MAX_AUTHENTICATORS } from "./authenticator-rows";
import {
  CHALLENGE_LIFETIME_MS,
  type ChallengeBinding,
  decideAddPasskey,
  decideNewChallenge,
  decidePasskey,
  decideSpendChallenge,
} from "./passkeys";
import { ADA, authenticatorApp, NOW, passkey, recoveryCode } from "./second-factors.fixture";

const binding: ChallengeBinding = { browserId: "here", userId: "ada", sessionId: "s1", attemptId: "a1" };
const INVALID = { outcome: { code: "invalid_credential" }, changes: [], events: [] };

function challenge(set: Partial<TicketRecord> = {}): TicketRecord {
  const [change] = decideNewChallenge("hash", binding, NOW).changes;
  if (change?.kind !== "insert-ticket") throw new Error("nothing was stored");
  return { ...change.ticket, ...set };
}

describe("a challenge", () => {
  test("is stored as its hash, bound to what it is for", () => {
    expect(challenge()).toMatchObject({ hash: "hash", type: "passkey", ...binding, usedAt: null });
    expect(challenge().expiresAt).toBe(NOW + CHALLENGE_LIFETIME_MS);
  });

  test("is spent once, within five minutes", () => {
    const late = NOW + CHALLENGE_LIFETIME_MS - 1;
    expect(decideSpendChallenge(challenge(), binding, late)).toEqual({
      outcome: true,
      changes: [{ kind: "update-ticket", hash: "hash", set: { usedAt: late } }],
      events: [],
    });
  });

  const refused = { outcome: false, changes: [], events: [] };
  test.each<[string, TicketRecord | null, number]>([
    ["unknown", null, NOW],
    ["expired", challenge(), NOW + CHALLENGE_LIFETIME_MS],
    ["used", challenge({ usedAt: NOW }), NOW],
    ["revoked", challenge({ revokedAt: NOW }), NOW],
    ["of another type", challenge({ type: "sign_in_link" }), NOW],
    ["of another browser", challenge({ browserId: "there" }), NOW],
    ["of another user", challenge({ userId: "grace" }), NOW],
    ["of no user", challenge({ userId: null }), NOW],
    ["of another session", challenge({ sessionId: "s2" }), NOW],
    ["of another attempt", challenge({ attemptId: "a2" }), NOW],
    ["of no attempt", challenge({ attemptId: null }), NOW],
  ])("that is %s is not good, and stays as it is", (_, ticket, now) => {
    expect(decideSpendChallenge(ticket, binding, now)).toEqual(refused);
  });
});

describe("adding a passkey", () => {
  const notice = (now: number): Change => ({ kind: "refund", key: "the e-mail", now });
  const made = {
    id: "new",
    name: "Laptop",
    credentialId: "c",
    publicKey: "p",
    signCount: 0,
    transports: null,
    backedUp: true,
  };
  const add = { from: ADA, usage: null, notice, passkey: made, recoveryCodes: null };
  const has = (authenticators: Parameters<typeof decidePasskey>[0]["authenticators"]) => ({
    authenticators,
    recoveryCodes: [],
  });

  test("as the first factor wants recovery codes; as a later one it does not", () => {
    expect(decideAddPasskey(has([]), add, NOW, {})).toEqual({
      outcome: "needs_recovery_codes",
      changes: [],
      events: [],
    });
    const first = decideAddPasskey(has([]), { ...add, recoveryCodes: [recoveryCode("a")] }, NOW, {});
    expect(first.outcome).toMatchObject({ isFirst: true, authenticator: { confirmedAt: NOW } });
    expect(first.changes.map(({ kind }) => kind)).toEqual([
      "insert-authenticator",
      "delete-recovery-codes",
      "insert-recovery-code",
      "refund",
      "count",
    ]);
    const later = decideAddPasskey(has([authenticatorApp()]), add, NOW, {});
    expect(later.outcome).toMatchObject({ isFirst: false });
    expect(later.changes.map(({ kind }) => kind)).toEqual(["insert-authenticator", "refund", "count"]);
    expect(later.events).toMatchObject([{ name: "factor_added" }]);
  });

  test("is refused for one the user has, and for too many", () => {
    const same = decideAddPasskey(has([passkey({ credentialId: "c" })]), add, NOW, {});
    expect(same).toEqual(INVALID);
    const many = Array.from({ length: MAX_AUTHENTICATORS }, (_, at) => passkey({ id: String(at) }));
    expect(decideAddPasskey(has(many), add, NOW, {}).outcome).toMatchObject({ code: "invalid_request" });
  });

  test("is limited", () => {
    const usage = { count: 60, expire: NOW + 1000 };
    const decision = decideAddPasskey(has([authenticatorApp()]), { ...add, usage }, NOW, {});
    expect(decision).toMatchObject({ outcome: { code: "rate_limited" }, changes: [] });
  });
});

describe("using a passkey", () => {
  const checked = { authenticatorId: "key", userId: "ada", signCount: 0, backedUp: true };

  test("remembers when, its counter, and whether it is backed up", () => {
    expect(decidePasskey({ authenticators: [passkey()] }, checked, ADA, NOW)).toEqual({
      outcome: { kind: "passkey" },
      changes: [
        {
          kind: "update-authenticator",
          id: "key",
          set: { lastUsedAt: NOW, signCount: 0, backedUp: true },
        },
      ],
      events: [],
    });
  });

  test.each([
    ["removed meanwhile", [], checked],
    ["of another user", [passkey()], { ...checked, userId: "grace" }],
    ["an app", [authenticatorApp({ id: "key" })], checked],
    ["not confirmed", [passkey({ confirmedAt: null })], checked],
  ])("that is %s is refused", (_, authenticators, given) => {
    expect(decidePasskey({ authenticators }, given, ADA, NOW)).toEqual(INVALID);
  });

  test.each([
    [0, 0, []],
    [0, 1, []],
    [1, 2, []],
    [1, 1, ["passkey_counter_fell"]],
    [2, 1, ["passkey_counter_fell"]],
    [1, 0, ["passkey_counter_fell"]],
  ])("a counter from %i to %i refuses nothing", (before, signCount, names) => {
    const authenticators = [passkey({ signCount: before })];
    const { outcome, events } = decidePasskey({ authenticators }, { ...checked, signCount }, ADA, NOW);
    expect(outcome).toEqual({ kind: "passkey" });
    expect(events.map(({ name }) => name)).toEqual(names);
  });
});

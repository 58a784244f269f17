import { describe, expect, test } from "vitest";
import { passkey as storedPasskey } from "@/lib/session/factors/second-factors.fixture";
import { actorOf, DEVICE, makeUser, POLICY } from "@/lib/session/testing/test-records";
import { decidePasskeySignIn } from "./passkey-sign-in";

const NOW = Date.UTC(2030, 0, 1);
const passkey = { authenticatorId: "key", userId: "ada", signCount: 0, backedUp: true };
const session = {
  id: "s1",
  tokenHash: "hash",
  browserId: "laptop",
  device: DEVICE,
  actor: actorOf(null),
  signedInUsers: [],
  notice: () => [],
};
const command = {
  passkey,
  rememberMe: false,
  opening: { session, newUserId: "", knownBrowser: true, language: "en" },
};
const policy = { ...POLICY, secondFactorRequired: true };

const has = (authenticators = [storedPasskey()], user = makeUser()) => ({
  account: { user, sessions: [], signIns: null, notices: null },
  factors: { authenticators, recoveryCodes: [] },
  providerSignIns: [],
});

describe("signing in with a passkey", () => {
  test("opens the session and remembers the use, in one decision; no other factor is asked for", () => {
    const { outcome, changes, events } = decidePasskeySignIn(has(), command, NOW, policy);
    expect(outcome).toMatchObject({ kind: "signed-in", session: { id: "s1", authMethods: ["passkey"] } });
    expect(changes.slice(0, 2)).toMatchObject([
      { kind: "update-authenticator", id: "key", set: { lastUsedAt: NOW } },
      { kind: "insert-session" },
    ]);
    expect(events).toMatchObject([{ name: "signed_in", userId: "ada" }]);
  });

  test.each([
    ["the user is gone", null],
    ["the passkey was removed meanwhile", has([])],
    ["the passkey belongs to another user", has([storedPasskey()], makeUser("grace"))],
  ])("is refused when %s", (_, found) => {
    expect(decidePasskeySignIn(found, command, NOW, policy)).toEqual({
      outcome: { code: "invalid_credential" },
      changes: [],
      events: [],
    });
  });

  test("is refused to a disabled user, and writes nothing", () => {
    const found = has([storedPasskey()], { ...makeUser(), disabledAt: NOW });
    const decision = decidePasskeySignIn(found, command, NOW, policy);
    expect(decision).toEqual({ outcome: { code: "account_disabled" }, changes: [], events: [] });
  });
});

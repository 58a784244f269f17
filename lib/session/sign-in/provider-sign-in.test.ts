import { describe, expect, test } from "vitest";
import { passkey as storedPasskey } from "@/lib/session/factors/second-factors.fixture";
import { isFailure } from "@/lib/session/failure";
import { NO_ACTOR } from "@/lib/session/revocation";
import { UNKNOWN_DEVICE } from "@/lib/session/session";
import { makeUser, POLICY } from "@/lib/session/testing/test-records";
import type { SignInFound } from "./attempt-begin";
import type { IdentityRecord, WaitingProviderSignIn } from "./identity-records";
import { decideProviderLogout } from "./provider-logout";
import { decideProviderSignIn, type ProviderCommand } from "./provider-sign-in";
import { decideSignIn } from "./sign-in";

const NOW = Date.UTC(2030, 0, 1);

const session = {
  id: "s1",
  tokenHash: "hash",
  browserId: "here",
  device: UNKNOWN_DEVICE,
  boundKey: null,
  actor: NO_ACTOR,
  signedInUsers: [],
};
const command: ProviderCommand = {
  issuer: "https://id.example.com",
  subject: "sub-1",
  sid: "sid-1",
  authenticatedAt: null,
  expectedUserId: null,
  email: "ada@example.com",
  name: "Ada",
  sealedIdToken: "sealed",
  attemptId: "attempt",
  identityId: "identity",
  signInId: "sign-in",
  browserId: "here",
  rememberMe: false,
  opening: { session, newUserId: "new", knownBrowser: true, language: "de" },
};
const policy = { ...POLICY, secondFactorRequired: false };
const found = (user = makeUser(), more: Partial<SignInFound> = {}): SignInFound => ({
  account: { user, sessions: [], signIns: null, notices: null },
  factors: { authenticators: [], recoveryCodes: [] },
  secondSteps: { counter: "second-steps", usage: null },
  providerSignIns: [],
  ...more,
});
const identityOf = (userId: string): IdentityRecord => ({
  id: "known",
  userId,
  issuer: command.issuer,
  subject: command.subject,
  email: null,
  createdAt: 0,
  lastUsedAt: 0,
});
const kinds = ({ changes }: { changes: { kind: string }[] }) => changes.map(({ kind }) => kind);

describe("the rule of a sign-in by a provider", () => {
  test("an address that an account has opens nothing, whatever the account is like", () => {
    for (const user of [
      makeUser(),
      { ...makeUser(), disabledAt: NOW },
      { ...makeUser(), passwordHash: "" },
    ]) {
      const decision = decideProviderSignIn({ identity: null, found: found(user) }, command, NOW, policy);
      expect(decision.outcome).toMatchObject({ kind: "refused", error: "account_exists" });
      expect(kinds(decision)).toEqual(["insert-provider-sign-in"]);
      expect(decision.events).toEqual([]);
    }
  });

  test("an identity decides, and not the address: the account of another address is opened", () => {
    const grace = makeUser("grace");
    const rows = { identity: identityOf(grace.id), found: found(grace) };
    const { outcome } = decideProviderSignIn(rows, command, NOW, policy);
    expect(outcome).toMatchObject({ kind: "signed-in", user: { id: grace.id } });
  });

  test("an identity that another user got meanwhile opens nothing", () => {
    const rows = { identity: identityOf("another"), found: found() };
    const decision = decideProviderSignIn(rows, command, NOW, policy);
    expect(isFailure(decision.outcome)).toBe(true);
    expect(decision.changes).toEqual([]);
  });

  test("a new account has the role of a user, no password, a verified address, and the browser’s language", () => {
    const { changes } = decideProviderSignIn({ identity: null, found: null }, command, NOW, policy);
    expect(changes).toContainEqual({
      kind: "insert-user",
      user: expect.objectContaining({
        roles: ["user"],
        passwordHash: "",
        emailVerifiedAt: NOW,
        language: "de",
      }),
    });
  });

  test("without a verified address nothing is made, and nothing is told of an account", () => {
    for (const one of [null, found()]) {
      const rows = { identity: null, found: one };
      const decision = decideProviderSignIn(rows, { ...command, email: null }, NOW, policy);
      expect(decision).toEqual({
        outcome: { kind: "refused", error: "email_missing", until: null },
        changes: [],
        events: [],
      });
    }
  });

  test("a second factor waits in an attempt, with what the provider said", () => {
    const user = makeUser();
    const factors = { authenticators: [storedPasskey()], recoveryCodes: [] };
    const rows = { identity: identityOf(user.id), found: found(user, { factors }) };
    const { outcome, changes } = decideProviderSignIn(rows, command, NOW, policy);
    expect(outcome).toMatchObject({
      kind: "next",
      state: { attempt: { step: "totp", authMethods: ["oidc"] } },
    });
    expect(changes).toContainEqual({
      kind: "insert-provider-sign-in",
      signIn: expect.objectContaining({ attemptId: "attempt", sessionId: null, sid: "sid-1" }),
    });
  });
});

describe("the rule of a link", () => {
  const row: WaitingProviderSignIn = {
    id: "row",
    issuer: command.issuer,
    subject: command.subject,
    sid: null,
    email: command.email,
    sealedIdToken: null,
    browserId: "here",
    userId: "ada",
    attemptId: null,
    sessionId: null,
    createdAt: NOW,
    expiresAt: NOW + 1,
    isLinked: false,
  };
  const signIn = (waiting: Partial<WaitingProviderSignIn>, heldIds = ["row"], now = NOW) => {
    const user = makeUser();
    const opened = {
      ...session,
      rememberMe: false,
      authMethods: ["pwd"],
      verifiedHash: user.passwordHash,
      knownBrowser: true,
      heldIds,
      providerSignIns: [{ ...row, ...waiting }],
    };
    return kinds(decideSignIn(found(user).account, opened, now, POLICY));
  };

  test("the browser that has the key links, in the time it has", () => {
    expect(signIn({})).toEqual(expect.arrayContaining(["insert-identity", "delete-provider-sign-in"]));
    for (const kept of [
      signIn({ browserId: "elsewhere" }),
      signIn({}, []),
      signIn({}, ["another"]),
      signIn({}, ["row"], NOW + 1),
      signIn({ attemptId: "attempt" }),
    ]) {
      expect(kept).not.toContain("insert-identity");
      expect(kept).not.toContain("delete-provider-sign-in");
    }
  });

  test("an identity that signs a user in already is not given to another", () => {
    expect(signIn({ isLinked: true })).not.toContain("insert-identity");
  });
});

test("a logout token that was used before ends nothing", () => {
  expect(decideProviderLogout(null, NO_ACTOR, NOW)).toEqual({
    outcome: { isFirstUse: false },
    changes: [],
    events: [],
  });
});

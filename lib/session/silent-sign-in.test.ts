import { describe, expect, test } from "vitest";
import type { AttemptPolicy } from "./attempt-progress";
import { newAuthenticator } from "./authenticator-rows";
import type { Change } from "./decision";
import { newIdentity } from "./identities";
import type { ProviderRows } from "./provider-sign-in";
import { REVOCATION_REASONS } from "./reasons";
import { NO_ACTOR } from "./revocation";
import { type SessionRecord, UNKNOWN_DEVICE } from "./session";
import { openSession } from "./sign-in";
import { decideSilentSignIn, refuseRenewal, type SilentCommand } from "./silent-sign-in";
import { DAY_MS, MINUTE_MS, makeUser, POLICY } from "./testing/test-records";

const ISSUER = "https://id.example.com";
const SUBJECT = "subject";
const BEGAN = Date.UTC(2030, 0, 1);
const policy: AttemptPolicy = { ...POLICY, secondFactorRequired: false, unlimited: true };
const { idle, absolute } = policy.limits;
const ada = makeUser("ada");
const opened = {
  id: "new",
  tokenHash: "hash",
  browserId: "browser",
  device: UNKNOWN_DEVICE,
  actor: NO_ACTOR,
  signedInUsers: [],
};
const command: SilentCommand = {
  issuer: ISSUER,
  subject: SUBJECT,
  sid: "sid",
  sealedIdToken: "sealed",
  signInId: "sign-in",
  opening: { session: opened, newUserId: "unused", knownBrowser: true, language: "en" },
};

/** A session that the provider began. */
function session(set: Partial<SessionRecord> = {}): SessionRecord {
  const from = {
    id: "old",
    browserId: "browser",
    authMethods: ["oidc"],
    rememberMe: false,
    device: UNKNOWN_DEVICE,
  };
  return { ...openSession(ada, from, BEGAN, policy), ...set };
}

const expired = (set: Partial<SessionRecord> = {}) =>
  session({ endedAt: BEGAN + idle, endedReason: "idle", ...set });

function rows({ sessions = [] as SessionRecord[], hasFactor = false } = {}): ProviderRows {
  const identity = newIdentity(
    { id: "i", userId: ada.id, issuer: ISSUER, subject: SUBJECT, email: null },
    BEGAN,
  );
  const app = { id: "a", type: "totp", name: "App", confirmedAt: BEGAN, sealedSecret: "s" } as const;
  const authenticators = hasFactor ? [newAuthenticator(app, { userId: ada.id, actor: NO_ACTOR }, BEGAN)] : [];
  const earlier = {
    ...{ id: "row", issuer: ISSUER, subject: SUBJECT, sid: "sid", email: ada.email, sealedIdToken: "sealed" },
    ...{ browserId: "browser", userId: ada.id, attemptId: null, sessionId: "old" },
    ...{ createdAt: BEGAN, expiresAt: BEGAN },
  };
  return {
    identity,
    earlier,
    found: {
      account: { user: ada, sessions, signIns: null, notices: null },
      factors: { authenticators, recoveryCodes: [] },
      secondSteps: { counter: "second-steps", usage: null },
      providerSignIns: [],
    },
  };
}

function decide(
  earlier: SessionRecord,
  {
    found = rows(),
    at = BEGAN + idle + MINUTE_MS,
    said = {},
    rules = policy,
  }: { found?: ProviderRows; at?: number; said?: Partial<SilentCommand>; rules?: AttemptPolicy } = {},
) {
  return decideSilentSignIn(found, earlier, { ...command, ...said }, at, rules);
}

const inserted = (changes: Change[]) =>
  changes.flatMap((change) => (change.kind === "insert-session" ? [change.session] : []))[0];

describe("an expired session", () => {
  test("goes on as a new one, with the old time of authentication and what its user had chosen", () => {
    const chosen = { label: "Kitchen", organizationId: "o" as never, workspaceId: "w", rememberMe: true };
    const at = BEGAN + idle + MINUTE_MS;
    const { outcome, changes } = decide(expired(chosen), { at });
    expect(outcome).toMatchObject({
      kind: "signed-in",
      session: { id: "new", createdAt: at, lastPresenceAt: at, authenticatedAt: BEGAN, ...chosen },
    });
    expect(inserted(changes)).toEqual("session" in outcome && outcome.session);
    expect(changes).toContainEqual({
      kind: "insert-provider-sign-in",
      signIn: expect.objectContaining({ id: "sign-in", sessionId: "new", sid: "sid", attemptId: null }),
    });
    expect(changes).toContainEqual({ kind: "update-identity", id: "i", set: { lastUsedAt: at } });
  });

  test("that a person has ended since, or all of the user's, does not come back", () => {
    expect(decide(expired(), { found: { ...rows(), earlier: null } })).toEqual({
      outcome: { code: "login_required" },
      changes: [],
      events: [],
    });
  });

  test.each<[string, Partial<SilentCommand>, ProviderRows]>([
    ["another subject", { subject: "other" }, rows()],
    ["another issuer", { issuer: "https://other.example" }, rows()],
    ["an identity that was unlinked meanwhile", {}, { ...rows(), identity: null }],
    ["an account that is gone", {}, { ...rows(), found: null }],
    [
      "a session that another subject began",
      {},
      { ...rows(), earlier: { ...rows().earlier, subject: "other" } as never },
    ],
    [
      "an identity that signs in another user by now",
      {},
      { ...rows(), identity: { ...(rows().identity as object), userId: "grace" } as never },
    ],
  ])("is no session of %s", (_, said, found) => {
    expect(decide(expired(), { said, found })).toEqual({
      outcome: { code: "session_mismatch" },
      changes: [],
      events: [],
    });
  });

  test("of a disabled user stays over", () => {
    const found = rows();
    if (found.found) found.found.account.user = { ...ada, disabledAt: BEGAN };
    expect(decide(expired(), { found })).toMatchObject({
      outcome: { code: "account_disabled" },
      changes: [],
    });
  });
});

test("a session that was bound to a key stays bound to it, unless the request proves another", () => {
  const bound = { binding: "key", boundKey: "thumbprint" } as const;
  expect(decide(expired(bound)).outcome).toMatchObject({ session: bound });
  const opening = { ...command.opening, session: { ...opened, boundKey: "newer" } };
  expect(decide(expired(bound), { said: { opening } }).outcome).toMatchObject({
    session: { binding: "key", boundKey: "newer" },
  });
  expect(decide(expired()).outcome).toMatchObject({ session: { binding: null, boundKey: null } });
});

describe("a second factor", () => {
  const withFactor = rows({ hasFactor: true });
  const required = { ...policy, secondFactorRequired: true };
  const factor = { authMethods: ["oidc", "otp"] };

  test.each<[string, SessionRecord, Parameters<typeof decide>[1], string]>([
    ["that the session holds goes on with it", expired(factor), { found: withFactor }, "signed-in"],
    ["that the deployment asks for and the session holds", expired(factor), { rules: required }, "signed-in"],
    ["that was never given in the session is due", expired(), { found: withFactor }, "login_required"],
    ["that the deployment asks for and nobody gave is due", expired(), { rules: required }, "login_required"],
    [
      "lasts a moment less than a session may last",
      expired(factor),
      { found: withFactor, at: BEGAN + absolute - 1 },
      "signed-in",
    ],
    [
      "does not outlast what a session may last, in however many sessions",
      expired(factor),
      { found: withFactor, at: BEGAN + absolute },
      "login_required",
    ],
    [
      "lasts as long as a remembered session may",
      expired({ ...factor, rememberMe: true }),
      { found: withFactor, at: BEGAN + absolute + DAY_MS },
      "signed-in",
    ],
    ["is no matter for a user without one", expired(), { at: BEGAN + absolute + DAY_MS }, "signed-in"],
  ])("%s", (_, earlier, options, expected) => {
    const { outcome } = decide(earlier, options);
    expect("kind" in outcome ? outcome.kind : outcome.code).toBe(expected);
    if ("session" in outcome) expect(outcome.session).toMatchObject({ authMethods: earlier.authMethods });
  });
});

describe("a session that must not come back", () => {
  test.each(REVOCATION_REASONS)("ended as %s", (endedReason) => {
    const ended = session({ endedAt: BEGAN, endedReason });
    const refusal = { code: "session_revoked", details: { reason: endedReason } };
    expect(refuseRenewal(ended, BEGAN + 1)).toEqual(refusal);
    expect(decide(ended)).toEqual({ outcome: refusal, changes: [], events: [] });
  });

  test("began with a password", () => {
    const ofPassword = expired({ authMethods: ["pwd"] });
    expect(refuseRenewal(ofPassword, BEGAN + idle)).toEqual({ code: "login_required" });
  });

  test("was ended between the reading and the lock", () => {
    expect(decide(session(), { found: rows({ sessions: [] }) }).outcome).toEqual({ code: "login_required" });
    const signedOut = session({ endedAt: BEGAN, endedReason: "signed_out" });
    expect(decide(session(), { found: rows({ sessions: [signedOut] }) }).outcome).toMatchObject({
      code: "session_revoked",
    });
  });
});

test("a living session may go on, and is replaced", () => {
  const living = session();
  expect(refuseRenewal(living, BEGAN + 1)).toBeNull();
  const { outcome, changes } = decide(living, { found: rows({ sessions: [living] }), at: BEGAN + MINUTE_MS });
  expect(outcome).toMatchObject({ kind: "signed-in" });
  expect(changes).toContainEqual({
    kind: "update-session",
    id: "old",
    set: { endedAt: BEGAN + MINUTE_MS, endedReason: "replaced" },
  });
});

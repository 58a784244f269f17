import { describe, expect, test } from "vitest";
import type { Change } from "@/lib/session/decision";
import { REVOCATION_REASONS } from "@/lib/session/reasons";
import { MINUTE_MS } from "@/lib/session/testing/test-records";
import type { ProviderRows } from "./provider-sign-in";
import { refuseRenewal, type SilentCommand } from "./silent-sign-in";
import { ada, BEGAN, decide, expired, idle, rows, session } from "./silent-sign-in.fixture";

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

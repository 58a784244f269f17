import { describe, expect, test } from "vitest";
import { type Change, noChange } from "@/lib/session/decision";
import type { SessionRecord, UserRecord } from "@/lib/session/session";
import { USER_LIMITS } from "@/lib/session/user-limits";
import {
  authorizeMember,
  type FoundOrganization,
  forMember,
  type OrganizationClaim,
} from "./organization-access";
import type { OrganizationAction } from "./organization-permissions";
import type {
  ApiKeyRecord,
  MembershipRecord,
  OrganizationId,
  OrganizationRecord,
} from "./organization-records";

const NOW = 1000;
const id = "o" as OrganizationId;
const user = { id: "ada", disabledAt: null, roles: ["user"] } as unknown as UserRecord;
const session = {
  id: "s",
  userId: "ada",
  minGeneration: 0,
  endedAt: null,
  lastPresenceAt: NOW,
  idleTimeout: 100,
  absoluteExpiresAt: 5000,
} as SessionRecord;
const organization: OrganizationRecord = {
  id,
  name: "Engines",
  slug: "engines",
  primaryColor: null,
  createdAt: 1,
};
const membership: MembershipRecord = { organizationId: id, userId: "ada", role: "admin", joinedAt: 1 };
const key = {
  id: "k",
  organizationId: id,
  createdBy: "ada",
  scope: "read",
  expiresAt: 2000,
} as ApiKeyRecord;

const bySession: OrganizationClaim = { kind: "session", sessionId: "s", userId: "ada", minGeneration: 0 };
const byKey: OrganizationClaim = { kind: "api_key", keyId: "k", userId: "ada" };
const signedIn: FoundOrganization<string> = {
  caller: { user, session, key: null },
  organization,
  membership,
  changesMade: null,
  target: "the target",
};
const withKey = { ...signedIn, caller: { user, session: null, key } };

const change = <Part extends object>(part: Part | null, set: Partial<Part>) => part && { ...part, ...set };

describe("a signed-in caller", () => {
  test.each<[string, FoundOrganization<string> | null, string | null]>([
    ["a member with the role", signedIn, null],
    ["nothing was found", null, "not_authenticated"],
    ["the session is gone", { ...signedIn, caller: null }, "not_authenticated"],
    [
      "the session has ended",
      { ...signedIn, caller: { user, key: null, session: { ...session, endedAt: 1, endedReason: "user" } } },
      "session_revoked",
    ],
    [
      "the user is disabled",
      { ...signedIn, caller: { user: { ...user, disabledAt: 1 }, key: null, session } },
      "session_revoked",
    ],
    ["no member", { ...signedIn, membership: null }, "not_found"],
    ["no such organization", { ...signedIn, organization: null, membership: null }, "not_found"],
    ["a lower role", { ...signedIn, membership: change(membership, { role: "member" }) }, "forbidden"],
  ])("%s", (_, found, code) => {
    const outcome = authorizeMember(found, bySession, "organization.update", NOW);
    expect("code" in outcome ? outcome.code : null).toBe(code);
  });
});

describe("an API key", () => {
  test.each<[string, FoundOrganization<string>, string | null]>([
    ["a good key", withKey, null],
    ["revoked", { ...withKey, caller: null }, "not_authenticated"],
    [
      "expired",
      { ...withKey, caller: { user, session: null, key: { ...key, expiresAt: NOW } } },
      "not_authenticated",
    ],
    [
      "its maker is disabled",
      { ...withKey, caller: { user: { ...user, disabledAt: 1 }, session: null, key } },
      "not_authenticated",
    ],
    [
      "of another organization",
      { ...withKey, caller: { user, session: null, key: { ...key, organizationId: "p" as OrganizationId } } },
      "not_found",
    ],
    ["its maker is no member any more", { ...withKey, membership: null }, "not_found"],
  ])("%s", (_, found, code) => {
    const outcome = authorizeMember(found, byKey, "organization.read", NOW);
    expect("code" in outcome ? outcome.code : null).toBe(code);
  });

  test("does what its scope allows, and its maker's role", () => {
    const read = (role: MembershipRecord["role"]) =>
      authorizeMember({ ...withKey, membership: { ...membership, role } }, byKey, "api_keys.read", NOW);
    expect(read("admin")).toMatchObject({ key });
    expect(read("member")).toEqual({ code: "forbidden" });
    expect(authorizeMember(withKey, byKey, "organization.update", NOW)).toEqual({ code: "forbidden" });
  });

  test("is no session, and a session is no key", () => {
    expect(authorizeMember(withKey, bySession, "organization.read", NOW)).toEqual({
      code: "not_authenticated",
    });
    expect(authorizeMember(signedIn, byKey, "organization.read", NOW)).toEqual({ code: "not_authenticated" });
  });
});

const LIMITED = { unlimited: false };

test("a rule runs for a member who may, and for no other", () => {
  const rule = forMember(
    bySession,
    "organization.update",
    (target, member) => noChange([target, member.membership.role]),
    LIMITED,
  );
  expect(rule(signedIn, NOW)).toEqual(noChange(["the target", "admin"]));
  expect(rule({ ...signedIn, membership: null }, NOW)).toEqual(noChange({ code: "not_found" }));
  expect(rule(null, NOW)).toEqual(noChange({ code: "not_authenticated" }));
});

describe("the limit on changes", () => {
  const { count } = USER_LIMITS.organizationChange;
  const deletion = { kind: "delete-organization", id } as const;
  const decide = (action: OrganizationAction, used: number, changes: Change[], policy = LIMITED) =>
    forMember(
      bySession,
      action,
      () => ({ outcome: "done", changes, events: [] }),
      policy,
    )({ ...signedIn, changesMade: { count: used, expire: NOW + 1000 } }, NOW);

  test("refuses one more than are allowed, and counts the others", () => {
    const last = decide("organization.update", count - 1, [deletion]);
    expect(last.outcome).toBe("done");
    expect(last.changes).toEqual([
      deletion,
      expect.objectContaining({ kind: "count", key: "organizationChange:ada" }),
    ]);
    const refused = { code: "rate_limited", details: { retryAfter: 1 } };
    expect(decide("organization.update", count, [deletion])).toEqual(noChange(refused));
    expect(decide("organization.update", count, [deletion], { unlimited: true }).outcome).toBe("done");
  });

  test("is for what can be done and undone without end, and only when something changes", () => {
    expect(decide("organization.update", count, []).outcome).toBe("done");
    for (const action of ["invitations.change", "api_keys.change"] as const)
      expect(decide(action, count, [deletion]).changes).toEqual([deletion]);
    for (const action of ["members.change", "workspaces.change", "workspace_members.change"] as const)
      expect(decide(action, count, [deletion]).outcome).toMatchObject({ code: "rate_limited" });
  });
});

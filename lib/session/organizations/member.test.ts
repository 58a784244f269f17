import { describe, expect, test } from "vitest";
import { actorOf } from "@/lib/session/testing/test-records";
import { decideMemberRole, decideRemoveMember, type Member, removalAction } from "./member";
import {
  type OrganizationId,
  type OrganizationRole,
  ORGANIZATION_ROLES as ROLES,
} from "./organization-records";

const organizationId = "engines" as OrganizationId;
const organization = {
  id: organizationId,
  name: "Engines",
  slug: "engines",
  primaryColor: null,
  createdAt: 1,
};
const NOW = 5000;

const membership = (userId: string, role: OrganizationRole): Member => ({
  organizationId,
  userId,
  role,
  joinedAt: 1000,
  user: { id: userId, name: userId, email: `${userId}@example.com` },
});
const actor = actorOf("ada", "session of ada");
const by = (role: OrganizationRole, userId = "ada") => ({
  organization,
  membership: membership(userId, role),
});
const grace = (role: OrganizationRole, hasOtherOwner = true) => ({
  member: membership("grace", role),
  hasOtherOwner,
});
const unchanged = { changes: [], events: [] };
const sortOf = (role: OrganizationRole) => ROLES.indexOf(role);

describe("another role", () => {
  /** The roles that each role may change, and give. */
  const REACH: Record<OrganizationRole, OrganizationRole[]> = {
    owner: ["owner", "admin", "member"],
    admin: ["admin", "member"],
    member: ["member"],
  };
  const cases = ROLES.flatMap((own) => ROLES.flatMap((from) => ROLES.map((to) => ({ own, from, to }))));

  test.each(cases)("by $own: from $from to $to", ({ own, from, to }) => {
    const decision = decideMemberRole(grace(from), { role: to, actor }, by(own), NOW);
    if (!REACH[own].includes(from) || !REACH[own].includes(to)) {
      expect(decision).toEqual({ outcome: { code: "forbidden" }, ...unchanged });
    } else if (from === to) {
      expect(decision).toEqual({ outcome: membership("grace", from), ...unchanged });
    } else {
      expect(decision.outcome).toEqual(membership("grace", to));
      expect(decision.changes[0]).toEqual({
        kind: "update-membership",
        organizationId,
        userId: "grace",
        role: to,
      });
      expect(decision.events).toHaveLength(1);
    }
  });

  test("is recorded for the member it concerns, with the organization and both roles", () => {
    expect(decideMemberRole(grace("admin"), { role: "owner", actor }, by("owner"), NOW).events).toEqual([
      {
        name: "member_role_changed",
        at: NOW,
        userId: "grace",
        sessionId: null,
        actor,
        reason: null,
        details: { organizationId, organization: "Engines", from: "admin", to: "owner" },
      },
    ]);
  });

  test.each([
    ["owner", "admin", ["owner"]],
    ["owner", "member", ["owner", "admin", "member"]],
    ["admin", "member", ["owner", "admin", "member"]],
    ["member", "admin", ["owner"]],
    ["admin", "owner", []],
  ] as const)("from %s to %s withdraws the invitations for %j that the member sent", (from, to, roles) => {
    const { changes } = decideMemberRole(grace(from), { role: to, actor }, by("owner"), NOW);
    expect(changes.slice(1)).toEqual(
      roles.map((role) => ({ kind: "withdraw-invitations", organizationId, invitedBy: "grace", role })),
    );
  });

  test("a member who does not exist is not found", () => {
    const unknown = { member: null, hasOtherOwner: true };
    const decision = decideMemberRole(unknown, { role: "member", actor }, by("owner"), NOW);
    expect(decision).toEqual({ outcome: { code: "not_found" }, ...unchanged });
  });
});

describe("removal", () => {
  const cases = ROLES.flatMap((own) => ROLES.map((role) => ({ own, role })));

  test.each(cases)("of a member with the role $role by $own", ({ own, role }) => {
    const decision = decideRemoveMember(grace(role), { actor }, by(own), NOW);
    const isAllowed = own !== "member" && sortOf(own) <= sortOf(role);
    expect(decision.outcome).toEqual(isAllowed ? null : { code: "forbidden" });
    expect(decision.changes).toEqual(
      isAllowed ? [{ kind: "delete-membership", organizationId, userId: "grace" }] : [],
    );
    expect(decision.events.map(({ name, userId }) => [name, userId])).toEqual(
      isAllowed ? [["member_removed", "grace"]] : [],
    );
  });

  test.each(ROLES)("with the role %s the member may leave", (role) => {
    const decision = decideRemoveMember(grace(role), { actor }, by(role, "grace"), NOW);
    expect(decision).toEqual({
      outcome: null,
      changes: [{ kind: "delete-membership", organizationId, userId: "grace" }],
      events: [
        {
          name: "member_left",
          at: NOW,
          userId: "grace",
          sessionId: null,
          actor,
          reason: null,
          details: { organizationId, organization: "Engines" },
        },
      ],
    });
  });

  test("a member who does not exist is not found", () => {
    const decision = decideRemoveMember({ member: null, hasOtherOwner: true }, { actor }, by("owner"), NOW);
    expect(decision).toEqual({ outcome: { code: "not_found" }, ...unchanged });
  });

  test("leaving needs no role, removing another does", () => {
    expect(removalAction("ada", "ada")).toBe("members.leave");
    expect(removalAction("ada", "grace")).toBe("members.change");
  });
});

describe("the last enabled owner", () => {
  const last = grace("owner", false);
  const own = by("owner", "grace");

  test.each(["admin", "member"] as const)("does not become %s", (role) => {
    const decision = decideMemberRole(last, { role: role, actor }, own, NOW);
    expect(decision).toEqual({ outcome: { code: "last_owner" }, ...unchanged });
  });

  test("does not leave", () => {
    expect(decideRemoveMember(last, { actor }, own, NOW)).toEqual({
      outcome: { code: "last_owner" },
      ...unchanged,
    });
  });

  test("may be told the role they have", () => {
    expect(decideMemberRole(last, { role: "owner", actor }, own, NOW)).toEqual({
      outcome: last.member,
      ...unchanged,
    });
  });

  test("an admin is told of the role, not of the last owner", () => {
    const byAdmin = by("admin");
    expect(decideMemberRole(last, { role: "member", actor }, byAdmin, NOW).outcome).toEqual({
      code: "forbidden",
    });
    expect(decideRemoveMember(last, { actor }, byAdmin, NOW).outcome).toEqual({ code: "forbidden" });
  });

  test("other members come and go", () => {
    expect(decideRemoveMember(grace("admin", false), { actor }, by("owner"), NOW).outcome).toBeNull();
    expect(
      decideMemberRole(grace("member", false), { role: "admin", actor }, by("owner"), NOW).outcome,
    ).toMatchObject({
      role: "admin",
    });
  });
});

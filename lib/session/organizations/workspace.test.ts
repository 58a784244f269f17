import { describe, expect, test } from "vitest";
import { actorOf } from "@/lib/session/testing/test-records";
import type { OrganizationId, OrganizationRole, WorkspaceRole } from "./organization-records";
import {
  decideCreateWorkspace,
  decideDeleteWorkspace,
  decideRemoveFromWorkspace,
  decideSetWorkspaceRole,
  MAX_WORKSPACES,
  type WorkspaceMemberToChange,
  type WorkspacePlace,
} from "./workspace";

const NOW = 5000;
const organizationId = "engines" as OrganizationId;
const organization = {
  id: organizationId,
  name: "Engines",
  slug: "engines",
  primaryColor: null,
  createdAt: 1,
};
const workspace = { id: "lab", organizationId, name: "Lab", slug: "lab", createdAt: 2 };
const actor = actorOf("ada", "session of ada");

/** A role in the organization, and the role in the workspace; null for a member who was not added. */
type Standing = [role: OrganizationRole, addedAs: WorkspaceRole | null];

function place(userId: string, [role, addedAs]: Standing): WorkspacePlace {
  const user = { id: userId, name: userId, email: `${userId}@example.com` };
  return { organizationId, userId, role, joinedAt: 10, user, addedAs, addedAt: addedAs && 20 };
}

const by = (standing: Standing) => ({ organization, membership: place("ada", standing) });
const found = (caller: Standing, target: WorkspacePlace | null): WorkspaceMemberToChange => ({
  workspace,
  caller: place("ada", caller),
  target,
});

const OWNER: Standing = ["owner", null];
const ADMIN: Standing = ["admin", null];
const LEADER: Standing = ["member", "admin"];
const WORKER: Standing = ["member", "member"];
const OUTSIDER: Standing = ["member", null];

/** `leaves`: what a caller with this standing gets who takes themselves out. */
const CALLERS: [name: string, Standing, refused: string | null, leaves: string | null][] = [
  ["an owner of the organization", OWNER, null, "forbidden"],
  ["an admin of the organization", ADMIN, null, "forbidden"],
  ["an admin of the workspace", LEADER, null, null],
  ["a member of the workspace", WORKER, "forbidden", null],
  ["a member of the organization alone", OUTSIDER, "not_found", "not_found"],
  // What they were added as before their promotion does not count.
  ["an admin who was once added as a member", ["admin", "member"], null, "forbidden"],
];

const codeOf = (outcome: unknown) => (outcome as { code?: string } | null)?.code ?? null;

describe.each(CALLERS)("%s", (_, caller, refused, leaves) => {
  test("adds a member, and changes their role", () => {
    for (const target of [OUTSIDER, WORKER]) {
      const decision = decideSetWorkspaceRole(
        found(caller, place("grace", target)),
        { role: "admin", actor },
        by(caller),
        NOW,
      );
      expect(codeOf(decision.outcome)).toBe(refused);
      if (refused) expect(decision).toMatchObject({ changes: [], events: [] });
      else expect(decision.changes).toHaveLength(1);
    }
  });

  test("takes a member out", () => {
    const command = { userId: "grace", actor };
    const decision = decideRemoveFromWorkspace(
      found(caller, place("grace", WORKER)),
      command,
      by(caller),
      NOW,
    );
    expect(codeOf(decision.outcome)).toBe(refused);
    expect(decision.changes).toHaveLength(refused ? 0 : 1);
  });

  test("leaves", () => {
    const self = place("ada", caller);
    const decision = decideRemoveFromWorkspace(
      found(caller, self),
      { userId: "ada", actor },
      by(caller),
      NOW,
    );
    expect(codeOf(decision.outcome)).toBe(leaves);
    expect(decision.changes).toHaveLength(leaves ? 0 : 1);
  });

  test("cannot tell a user who is no member from one who is", () => {
    const unknown = found(caller, null);
    const answers = [
      decideSetWorkspaceRole(unknown, { role: "member", actor }, by(caller), NOW),
      decideRemoveFromWorkspace(unknown, { userId: "grace", actor }, by(caller), NOW),
    ];
    for (const { outcome } of answers) expect(codeOf(outcome)).toBe(refused ?? "not_found");
  });
});

describe("another role", () => {
  const change = (target: Standing, role: WorkspaceRole) =>
    decideSetWorkspaceRole(found(LEADER, place("grace", target)), { role, actor }, by(LEADER), NOW);

  test("is stored with the time of the first, and told to the member it concerns", () => {
    const ids = { organizationId, workspaceId: "lab", userId: "grace" };
    expect(change(OUTSIDER, "member")).toEqual({
      outcome: { user: place("grace", OUTSIDER).user, role: "member", joinedAt: NOW },
      changes: [{ kind: "save-workspace-membership", membership: { ...ids, role: "member", joinedAt: NOW } }],
      events: [
        {
          name: "workspace_member_changed",
          at: NOW,
          userId: "grace",
          sessionId: null,
          actor,
          reason: null,
          details: {
            organizationId,
            organization: "Engines",
            workspaceId: "lab",
            workspace: "Lab",
            role: "member",
          },
        },
      ],
    });
    expect(change(WORKER, "admin").outcome).toMatchObject({ role: "admin", joinedAt: 20 });
  });

  test("that is the same changes nothing", () => {
    expect(change(WORKER, "member")).toMatchObject({ outcome: { role: "member" }, changes: [], events: [] });
    expect(change(ADMIN, "admin")).toMatchObject({ outcome: { role: "admin", joinedAt: 10 }, changes: [] });
  });

  test("is not for owners and admins of the organization, who are admins of each workspace", () => {
    for (const standing of [OWNER, ADMIN, ["admin", "member"] as Standing])
      expect(change(standing, "member")).toEqual({ outcome: { code: "forbidden" }, changes: [], events: [] });
  });
});

test("a member who is in no workspace cannot be taken out; owners and admins of the organization stay in", () => {
  const remove = (target: Standing) =>
    decideRemoveFromWorkspace(
      found(LEADER, place("grace", target)),
      { userId: "grace", actor },
      by(LEADER),
      NOW,
    );
  expect(codeOf(remove(OUTSIDER).outcome)).toBe("not_found");
  for (const standing of [OWNER, ADMIN]) expect(codeOf(remove(standing).outcome)).toBe("forbidden");
  expect(remove(WORKER)).toMatchObject({
    changes: [{ kind: "delete-workspace-membership", organizationId, workspaceId: "lab", userId: "grace" }],
    events: [{ name: "workspace_member_removed", userId: "grace", details: { workspaceId: "lab" } }],
  });
});

test("a workspace that does not exist is not found, also by an owner", () => {
  const none = { ...found(OWNER, place("grace", WORKER)), workspace: null };
  const notFound = { outcome: { code: "not_found" }, changes: [], events: [] };
  expect(decideSetWorkspaceRole(none, { role: "admin", actor }, by(OWNER), NOW)).toEqual(notFound);
  expect(decideRemoveFromWorkspace(none, { userId: "grace", actor }, by(OWNER), NOW)).toEqual(notFound);
  expect(decideDeleteWorkspace(null, { actor }, by(OWNER), NOW)).toEqual(notFound);
});

test("a workspace is deleted, and each user who could work in it is told", () => {
  const { outcome, changes, events } = decideDeleteWorkspace(
    { workspace, memberIds: ["ada", "grace"] },
    { actor },
    by(OWNER),
    NOW,
  );
  expect(outcome).toBeNull();
  expect(changes).toEqual([{ kind: "delete-workspace", organizationId, workspaceId: "lab" }]);
  expect(events.map(({ name, userId }) => [name, userId])).toEqual([
    ["workspace_deleted", "ada"],
    ["workspace_member_removed", "grace"],
  ]);
});

describe("a new workspace", () => {
  const create = (taken: string[], count = 0) =>
    decideCreateWorkspace(
      { taken, count },
      { id: "w", name: "Lab", slugs: ["lab", "lab-x"], actor },
      by(ADMIN),
      NOW,
    );

  test("gets the first slug that is free", () => {
    const made = { id: "w", organizationId, name: "Lab", slug: "lab", createdAt: NOW };
    expect(create([])).toMatchObject({
      outcome: made,
      changes: [{ kind: "insert-workspace", workspace: made }],
      events: [{ name: "workspace_created", userId: "ada", details: { workspaceId: "w" } }],
    });
    expect(create(["lab"]).outcome).toMatchObject({ slug: "lab-x" });
    expect(create(["lab", "lab-x"])).toEqual({ outcome: { code: "slug_taken" }, changes: [], events: [] });
  });

  test("is refused when there are a hundred", () => {
    expect(MAX_WORKSPACES).toBe(100);
    expect(codeOf(create([], 99).outcome)).toBeNull();
    expect(codeOf(create([], 100).outcome)).toBe("invalid_request");
  });
});

/** Workspaces of an organization: making and deleting them, and who works in them. */
import { type Actor, type Decision, noChange } from "@/lib/session/decision";
import { type Failure, fail } from "@/lib/session/failure";
import type { UserRecord } from "@/lib/session/session";
import { validation } from "@/lib/texts/en/validation";
import { fillIn } from "@/lib/texts/fill-in";
import { organizationEvent } from "./organization";
import type { OrganizationMember } from "./organization-access";
import type { MembershipRecord, WorkspaceRecord, WorkspaceRole } from "./organization-records";
import { workspaceRole } from "./workspace-role";

/** How many workspaces an organization can have. */
export const MAX_WORKSPACES = 100;

/** What a new workspace is decided on. */
export interface WorkspacesInUse {
  /** Those of the wanted slugs that workspaces of the organization have. */
  taken: string[];
  /** How many workspaces the organization has. */
  count: number;
}

/** A member of the organization, with their place in one workspace of it. */
export interface WorkspacePlace extends MembershipRecord {
  user: Pick<UserRecord, "id" | "name" | "email">;
  /** The role the member was added to the workspace with, and when; null for one who was not added. */
  addedAs: WorkspaceRole | null;
  addedAt: number | null;
}

/** A member of a workspace. */
export interface WorkspaceMember {
  user: WorkspacePlace["user"];
  role: WorkspaceRole;
  joinedAt: number;
}

/** A workspace, the caller's place in it, and that of the member a change is about. */
export interface WorkspaceMemberToChange {
  /** Null when the organization has no such workspace. */
  workspace: WorkspaceRecord | null;
  caller: WorkspacePlace | null;
  /** Null when the user is no member of the organization. */
  target: WorkspacePlace | null;
}

/** The member who makes the change. */
type By = Pick<OrganizationMember, "organization" | "membership">;

/** @returns the member as the workspace has them; null for one who may not work there */
export function toWorkspaceMember(place: WorkspacePlace): WorkspaceMember | null {
  const role = workspaceRole(place.role, place.addedAs);
  return role && { user: place.user, role, joinedAt: place.addedAt ?? place.joinedAt };
}

/**
 * Makes a workspace. It needs no members of its own: owners and admins of the organization are in each.
 *
 * @param command.slugs the slugs to try, in this order
 * @returns outcome: the workspace; or `slug_taken` when each slug is taken, `invalid_request` when there are too many
 */
export function decideCreateWorkspace(
  { taken, count }: WorkspacesInUse,
  command: { id: string; name: string; slugs: string[]; actor: Actor },
  { organization, membership }: By,
  now: number,
): Decision<WorkspaceRecord | Failure<"slug_taken" | "invalid_request">> {
  if (count >= MAX_WORKSPACES) return noChange(fail("invalid_request", { issues: [TOO_MANY] }));
  const slug = command.slugs.find((wanted) => !taken.includes(wanted));
  if (slug === undefined) return noChange(fail("slug_taken"));
  const { id, name, actor } = command;
  const workspace = { id, organizationId: organization.id, name, slug, createdAt: now };
  const { userId } = membership;
  return {
    outcome: workspace,
    changes: [{ kind: "insert-workspace", workspace }],
    events: [organizationEvent("workspace_created", organization, userId, actor, now, about(workspace))],
  };
}

const TOO_MANY = { path: "", message: fillIn(validation.tooManyWorkspaces, { count: MAX_WORKSPACES }) };

/** A workspace, and the users who may work in it. */
export interface WorkspaceToDelete {
  workspace: WorkspaceRecord;
  memberIds: string[];
}

/**
 * Deletes a workspace. Its members stay in the organization; sessions that work in it work in none, and each user who
 * could is told.
 *
 * @param found null when the organization has no such workspace
 * @returns outcome: null, or `not_found`
 */
export function decideDeleteWorkspace(
  found: WorkspaceToDelete | null,
  { actor }: { actor: Actor },
  { organization, membership }: By,
  now: number,
): Decision<null | Failure<"not_found">> {
  if (!found) return noChange(fail("not_found"));
  const { workspace, memberIds } = found;
  const { userId } = membership;
  const eventOf = (name: "workspace_deleted" | "workspace_member_removed", to: string) =>
    organizationEvent(name, organization, to, actor, now, about(workspace));
  const others = memberIds.filter((id) => id !== userId);
  return {
    outcome: null,
    changes: [{ kind: "delete-workspace", organizationId: organization.id, workspaceId: workspace.id }],
    events: [
      eventOf("workspace_deleted", userId),
      ...others.map((id) => eventOf("workspace_member_removed", id)),
    ],
  };
}

type MemberFailure = Failure<"not_found" | "forbidden">;

/**
 * Adds a member of the organization to a workspace, or changes their role there.
 *
 * @returns outcome: the member; `not_found` for a workspace the caller is not in, and for a user who is no member of the
 *   organization; `forbidden` for a caller who is no admin of the workspace, and for the role of an owner or admin of the
 *   organization, who is an admin of each workspace
 */
export function decideSetWorkspaceRole(
  found: WorkspaceMemberToChange,
  { role, actor }: { role: WorkspaceRole; actor: Actor },
  { organization, membership }: By,
  now: number,
): Decision<WorkspaceMember | MemberFailure> {
  const { workspace, target } = found;
  const own = callersRole(found, membership);
  if (!workspace || own === null) return noChange(fail("not_found"));
  if (own !== "admin") return noChange(fail("forbidden"));
  if (!target) return noChange(fail("not_found"));
  const current = toWorkspaceMember(target);
  if (current?.role === role) return noChange(current);
  if (target.role !== "member") return noChange(fail("forbidden"));
  const { userId, user } = target;
  const joinedAt = target.addedAt ?? now;
  const ids = { organizationId: organization.id, workspaceId: workspace.id, userId };
  const details = { ...about(workspace), role };
  return {
    outcome: { user, role, joinedAt },
    changes: [{ kind: "save-workspace-membership", membership: { ...ids, role, joinedAt } }],
    events: [organizationEvent("workspace_member_changed", organization, userId, actor, now, details)],
  };
}

/**
 * Takes a member out of a workspace, or lets one leave it.
 *
 * @returns outcome: null; `not_found` for a workspace the caller is not in, and for a user who is not in it; `forbidden`
 *   for a caller who is no admin of the workspace, and for an owner or admin of the organization, who is in each
 */
export function decideRemoveFromWorkspace(
  found: WorkspaceMemberToChange,
  { userId, actor }: { userId: string; actor: Actor },
  { organization, membership }: By,
  now: number,
): Decision<null | MemberFailure> {
  const { workspace, target } = found;
  const own = callersRole(found, membership);
  if (!workspace || own === null) return noChange(fail("not_found"));
  if (own !== "admin" && userId !== membership.userId) return noChange(fail("forbidden"));
  if (!target || toWorkspaceMember(target) === null) return noChange(fail("not_found"));
  if (target.role !== "member") return noChange(fail("forbidden"));
  const ids = { organizationId: organization.id, workspaceId: workspace.id, userId };
  const event = organizationEvent(
    "workspace_member_removed",
    organization,
    userId,
    actor,
    now,
    about(workspace),
  );
  return { outcome: null, changes: [{ kind: "delete-workspace-membership", ...ids }], events: [event] };
}

function callersRole({ caller }: WorkspaceMemberToChange, { role }: MembershipRecord): WorkspaceRole | null {
  return workspaceRole(role, caller?.addedAs ?? null);
}

function about({ id, name }: WorkspaceRecord): Record<string, string> {
  return { workspaceId: id, workspace: name };
}

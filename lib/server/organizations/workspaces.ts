/** The workspaces of an organization, and their members. */
import type { ClientInfo } from "@/lib/server/client-info";
import { newId } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { displayEmail } from "@/lib/server/email";
import { isoTime } from "@/lib/server/iso-time";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type { MemberView, WorkspaceView } from "@/lib/session/organizations/organization-contract";
import type { WorkspaceRole } from "@/lib/session/organizations/organization-records";
import {
  decideCreateWorkspace,
  decideDeleteWorkspace,
  decideRemoveFromWorkspace,
  decideSetWorkspaceRole,
  toWorkspaceMember,
  type WorkspaceMember,
} from "@/lib/session/organizations/workspace";
import { workspaceRole } from "@/lib/session/organizations/workspace-role";
import { memberActor, memberRule, type OrganizationAccess } from "./access";
import { workspaceView } from "./organization-views";
import { wantedSlugs } from "./wanted-slugs";

/** @returns the workspaces a member may work in, by name; all of them for owners and admins of the organization */
export async function listWorkspaces({ user, organization }: OrganizationAccess): Promise<WorkspaceView[]> {
  const own = await database().listWorkspacesIn(organization.id, user.id);
  return own.map(({ workspace }) => workspaceView(workspace));
}

/**
 * Makes a workspace.
 *
 * @param input.slug made from the name when it is missing
 * @returns the workspace; or `slug_taken`, `invalid_request` when there are too many, and the codes of `authorizeMember`
 */
export async function createWorkspace(
  access: OrganizationAccess,
  { name, slug }: { name: string; slug?: string | undefined },
  client: ClientInfo,
): Promise<WorkspaceView | Failure> {
  const slugs = wantedSlugs(name, slug);
  const command = { id: newId(), name, slugs, actor: memberActor(access, client) };
  const { outcome } = await database().createWorkspace(
    access.claim,
    { id: access.organization.id, slugs },
    memberRule(access, "workspaces.change", (inUse, member, now) =>
      decideCreateWorkspace(inUse, command, member, now),
    ),
  );
  return isFailure(outcome) ? outcome : workspaceView(outcome);
}

/** Deletes a workspace. @returns null; or `not_found`, and the codes of `authorizeMember` */
export async function deleteWorkspace(
  access: OrganizationAccess,
  workspaceId: string,
  client: ClientInfo,
): Promise<Failure | null> {
  const actor = memberActor(access, client);
  const { outcome } = await database().deleteWorkspace(
    access.claim,
    { id: access.organization.id, workspaceId },
    memberRule(access, "workspaces.change", (found, member, now) =>
      decideDeleteWorkspace(found, { actor }, member, now),
    ),
  );
  return outcome;
}

/**
 * Lists a page of those who may work in a workspace, in the order in which they joined the organization.
 *
 * @param page counts from 1
 * @returns the members; or `not_found` for a workspace the caller is not in
 */
export async function listWorkspaceMembers(
  { organization, membership }: OrganizationAccess,
  workspaceId: string,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<MemberView<WorkspaceRole>[] | Failure<"not_found">> {
  const key = { organizationId: organization.id, workspaceId };
  const { workspace, place } = await database().findWorkspace(key, membership.userId);
  const isInIt = workspace && workspaceRole(membership.role, place?.addedAs ?? null) !== null;
  if (!isInIt) return fail("not_found");
  const places = await database().listWorkspaceMembers(key, page, pageSize);
  return places.flatMap((one) => toWorkspaceMember(one) ?? []).map(workspaceMemberView);
}

/**
 * Adds a member of the organization to a workspace, or changes their role there.
 *
 * @returns the member; or the codes of `decideSetWorkspaceRole` and of `authorizeMember`
 */
export async function setWorkspaceRole(
  access: OrganizationAccess,
  { workspaceId, userId, role }: { workspaceId: string; userId: string; role: WorkspaceRole },
  client: ClientInfo,
): Promise<MemberView<WorkspaceRole> | Failure> {
  const command = { role, actor: memberActor(access, client) };
  const { outcome } = await database().changeWorkspaceMember(
    access.claim,
    { id: access.organization.id, workspaceId, userId },
    memberRule(access, "workspace_members.change", (target, member, now) =>
      decideSetWorkspaceRole(target, command, member, now),
    ),
  );
  return isFailure(outcome) ? outcome : workspaceMemberView(outcome);
}

/**
 * Takes a member out of a workspace, or lets one leave it.
 *
 * @returns null; or the codes of `decideRemoveFromWorkspace` and of `authorizeMember`
 */
export async function removeFromWorkspace(
  access: OrganizationAccess,
  { workspaceId, userId }: { workspaceId: string; userId: string },
  client: ClientInfo,
): Promise<Failure | null> {
  const command = { userId, actor: memberActor(access, client) };
  const { outcome } = await database().changeWorkspaceMember(
    access.claim,
    { id: access.organization.id, workspaceId, userId },
    memberRule(access, "workspace_members.change", (target, member, now) =>
      decideRemoveFromWorkspace(target, command, member, now),
    ),
  );
  return outcome;
}

function workspaceMemberView({ user, role, joinedAt }: WorkspaceMember): MemberView<WorkspaceRole> {
  const { id, name, email } = user;
  return { user: { id, name, email: displayEmail(email) }, role, joinedAt: isoTime(joinedAt) };
}

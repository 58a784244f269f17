"use client";

import { loadAllMembers } from "@/lib/client/react/load-all-members";
import { useApiData } from "@/lib/client/react/use-api-data";
import type { Organization } from "@/lib/client/react/use-organization";
import { organizationPath } from "@/lib/client/session/organization-actions";
import type { MemberView, WorkspaceView } from "@/lib/session/organizations/organization-contract";
import type { WorkspaceRole } from "@/lib/session/organizations/organization-records";

/** A workspace with its members and those of the organization, as the server has rendered them. */
export interface OpenWorkspace {
  workspaceId: string;
  members: MemberView<WorkspaceRole>[];
  everyone: MemberView[];
}

/** What changes the members of a workspace. */
export type WorkspaceMemberActions = Pick<Organization, "setWorkspaceMember" | "removeWorkspaceMember">;

/**
 * The members of a workspace, and the members of its organization, who may be added.
 *
 * @returns `members`: undefined until they are loaded; `wasAdded`: whether a user is in the workspace as one who was
 *   added, and so can be taken out; `setRole` and `remove`, which reject with an `AuthError`
 */
export function useWorkspaceMembers(
  { id, organizationId }: WorkspaceView,
  { setWorkspaceMember, removeWorkspaceMember }: WorkspaceMemberActions,
  open: OpenWorkspace | null,
) {
  const inWorkspace = useApiData<{ members: MemberView<WorkspaceRole>[] }>(
    organizationPath(organizationId, "workspaces", id, "members"),
    { load: loadAllMembers, ...(open && { initial: { members: open.members } }) },
  );
  const inOrganization = useApiData<{ members: MemberView[] }>(organizationPath(organizationId, "members"), {
    load: loadAllMembers,
    ...(open && { initial: { members: open.everyone } }),
  });
  const { error, isLoading, reload } = inWorkspace;
  const members = inWorkspace.data?.members;
  const everyone = inOrganization.data?.members;
  // Owners and admins of the organization are in each workspace.
  const plainMembers = (everyone ?? []).filter(({ role }) => role === "member").map(({ user }) => user);
  const isIn = ({ id }: MemberView["user"]) => members?.some(({ user }) => user.id === id);

  return {
    members,
    error,
    isLoading,
    reload,
    candidates: plainMembers.filter((user) => !isIn(user)),
    wasAdded: (userId: string) =>
      everyone !== undefined && !everyone.some(({ user, role }) => user.id === userId && role !== "member"),
    async setRole(userId: string, role: WorkspaceRole) {
      await setWorkspaceMember(id, userId, role);
      await reload();
    },
    async remove(userId: string) {
      await removeWorkspaceMember(id, userId);
      await reload();
    },
  };
}

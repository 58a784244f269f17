/** Changes of workspaces and their members: the organization is locked, so they are decided one after the other. */
import type { FoundOrganization, OrganizationClaim } from "@/lib/session/organizations/organization-access";
import type { OrganizationId } from "@/lib/session/organizations/organization-records";
import type {
  WorkspaceMemberToChange,
  WorkspacesInUse,
  WorkspaceToDelete,
} from "@/lib/session/organizations/workspace";
import { loadOrganization } from "./queries/organizations";
import { loadWorkspaceMember, loadWorkspacesInUse, loadWorkspaceToDelete } from "./queries/workspaces";
import type { Committed, Rule, RunRule } from "./transaction";

/** @returns the changes of workspaces, as methods of `Database` */
export function createWorkspaceChanges(run: RunRule) {
  return {
    /** Makes a workspace for a member of its organization. */
    async createWorkspace<Outcome>(
      claim: OrganizationClaim,
      { id, slugs }: { id: OrganizationId; slugs: string[] },
      rule: Rule<FoundOrganization<WorkspacesInUse>, Outcome>,
    ): Promise<Committed<FoundOrganization<WorkspacesInUse>, Outcome>> {
      return run(() => loadOrganization(claim, id, (own) => loadWorkspacesInUse(own, slugs)), rule);
    },

    /** Deletes a workspace for a member of its organization. */
    async deleteWorkspace<Outcome>(
      claim: OrganizationClaim,
      { id, workspaceId }: { id: OrganizationId; workspaceId: string },
      rule: Rule<FoundOrganization<WorkspaceToDelete | null>, Outcome>,
    ): Promise<Committed<FoundOrganization<WorkspaceToDelete | null>, Outcome>> {
      const load = (organizationId: OrganizationId) => loadWorkspaceToDelete({ organizationId, workspaceId });
      return run(() => loadOrganization(claim, id, load), rule);
    },

    /**
     * Changes a member's place in a workspace for another member, or for the member.
     *
     * @param userId the member to change
     */
    async changeWorkspaceMember<Outcome>(
      claim: OrganizationClaim,
      { id, workspaceId, userId }: { id: OrganizationId; workspaceId: string; userId: string },
      rule: Rule<FoundOrganization<WorkspaceMemberToChange>, Outcome>,
    ): Promise<Committed<FoundOrganization<WorkspaceMemberToChange>, Outcome>> {
      const users = { callerId: claim.userId, userId };
      const load = (organizationId: OrganizationId) =>
        loadWorkspaceMember({ organizationId, workspaceId }, users);
      return run(() => loadOrganization(claim, id, load), rule);
    },
  };
}

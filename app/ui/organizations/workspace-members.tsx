"use client";

import { Notice } from "@/app/ui/feedback/notice";
import { useOffline } from "@/app/ui/feedback/use-offline";
import { errorMessage, toFormError } from "@/app/ui/format/error-message";
import { useApiData } from "@/lib/client/react/use-api-data";
import type { Organization } from "@/lib/client/react/use-organization";
import { organizationPath } from "@/lib/client/session/organization-actions";
import type { MemberView, WorkspaceView } from "@/lib/session/organizations/organization-contract";
import type { WorkspaceRole } from "@/lib/session/organizations/organization-records";
import { AddWorkspaceMember } from "./add-workspace-member";
import { MemberRow } from "./member-row";
import { WORKSPACE_ROLE_OPTIONS } from "./roles";
import { useRowAction } from "./use-row-action";

interface Props {
  workspace: WorkspaceView;
  /** The user is an admin of it. */
  mayChange: boolean;
  organization: Pick<Organization, "setWorkspaceMember" | "removeWorkspaceMember">;
  userId: string;
}

/** The members that were added to a workspace. Owners and admins of the organization need not be. */
export function WorkspaceMembers({ workspace, mayChange, organization, userId }: Props) {
  const { data, error, isLoading, reload } = useApiData<{ members: MemberView<WorkspaceRole>[] }>(
    organizationPath(workspace.organizationId, "workspaces", workspace.id, "members"),
  );
  const isOffline = useOffline();
  const { run } = useRowAction();
  const members = data?.members;

  async function setRole(memberId: string, role: WorkspaceRole) {
    await organization.setWorkspaceMember(workspace.id, memberId, role);
    await reload();
  }

  async function remove({ id }: MemberView["user"]) {
    await organization.removeWorkspaceMember(workspace.id, id);
    await reload();
  }

  if (!members) {
    return error && !isLoading ? (
      <Notice tone="danger" role="alert" className="mt-2">
        {errorMessage(toFormError(error))}{" "}
        <button type="button" className="link" onClick={() => void reload()}>
          Try again
        </button>
      </Notice>
    ) : (
      <p role="status" className="py-3 text-sm text-muted">
        Loading members…
      </p>
    );
  }
  return (
    <div className="-mx-5 mt-2 border-t border-line bg-canvas sm:-mx-6">
      {members.length === 0 && (
        <p className="px-5 py-4 text-sm text-muted sm:px-6">
          Only the organization’s owners and admins so far.
        </p>
      )}
      <ul className="divide-y divide-line">
        {members.map((member) => (
          <MemberRow
            key={member.user.id}
            member={member}
            isSelf={member.user.id === userId}
            roles={mayChange ? WORKSPACE_ROLE_OPTIONS : []}
            isOffline={isOffline}
            onRole={(role) => setRole(member.user.id, role)}
            onRemove={
              mayChange
                ? () =>
                    void run(() => remove(member.user), `Removed ${member.user.name} from ${workspace.name}`)
                : undefined
            }
          />
        ))}
      </ul>
      {mayChange && (
        <AddWorkspaceMember
          workspace={workspace}
          memberIds={members.map(({ user }) => user.id)}
          onAdd={(memberId) => setRole(memberId, "member")}
        />
      )}
    </div>
  );
}

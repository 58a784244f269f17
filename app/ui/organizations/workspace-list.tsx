"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/app/ui/feedback/confirm-dialog";
import { useDialog } from "@/app/ui/feedback/use-dialog";
import type { Organization } from "@/lib/client/react/use-organization";
import type { MembershipView, WorkspaceView } from "@/lib/session/organizations/organization-contract";
import { WorkspaceRow } from "./workspace-row";

interface Props {
  membership: MembershipView;
  organization: Pick<Organization, "removeWorkspace" | "setWorkspaceMember" | "removeWorkspaceMember">;
  userId: string;
  mayDelete: boolean;
}

/** The workspaces that the user may work in. */
export function WorkspaceList({ membership, organization, userId, mayDelete }: Props) {
  const { workspaces } = membership;
  const [deleted, setDeleted] = useState<WorkspaceView | null>(null);
  const { open, dialog } = useDialog(async () => {
    if (!deleted) return "";
    await organization.removeWorkspace(deleted.id);
    return `Deleted ${deleted.name}`;
  });

  if (workspaces.length === 0) {
    return (
      <p className="px-5 py-8 text-center text-muted">
        {mayDelete ? "No workspaces yet." : "You haven’t been added to a workspace yet."}
      </p>
    );
  }
  return (
    <>
      <ul className="divide-y divide-line">
        {workspaces.map(({ workspace, role }) => (
          <WorkspaceRow
            key={workspace.id}
            workspace={workspace}
            role={role}
            organization={organization}
            userId={userId}
            onDelete={
              mayDelete
                ? () => {
                    setDeleted(workspace);
                    open();
                  }
                : undefined
            }
          />
        ))}
      </ul>
      {deleted && (
        <ConfirmDialog {...dialog} title={`Delete ${deleted.name}?`} confirm="Delete workspace">
          <p>Its members stay in the organization. This can’t be undone.</p>
        </ConfirmDialog>
      )}
    </>
  );
}

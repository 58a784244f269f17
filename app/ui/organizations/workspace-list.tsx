"use client";

import { useActionState } from "react";
import { ConfirmDialog } from "@/app/ui/feedback/confirm-dialog";
import type { Organization } from "@/lib/client/react/use-organization";
import type { MembershipView, WorkspaceView } from "@/lib/session/organizations/organization-contract";
import { PostedNotice } from "./posted-notice";
import type { PostedFormAction } from "./use-posted-form";
import { useRemoval } from "./use-removal";
import { WorkspaceRow } from "./workspace-row";

interface Props {
  membership: MembershipView;
  organization: Pick<Organization, "removeWorkspace" | "setWorkspaceMember" | "removeWorkspaceMember">;
  userId: string;
  mayDelete: boolean;
  /** Deletes without JavaScript. */
  action: PostedFormAction;
}

/** The workspaces that the user may work in. */
export function WorkspaceList({ membership, organization, userId, mayDelete, action }: Props) {
  const { workspaces } = membership;
  const [posted, formAction] = useActionState(action, null);
  const { ask, chosen, dialog } = useRemoval<WorkspaceView>(
    ({ id }) => organization.removeWorkspace(id),
    ({ name }) => `Deleted ${name}`,
  );

  return (
    <>
      <PostedNotice posted={posted} done="Workspace deleted" />
      {workspaces.length === 0 && (
        <p className="px-5 py-8 text-center text-muted">
          {mayDelete ? "No workspaces yet." : "You haven’t been added to a workspace yet."}
        </p>
      )}
      <ul className="divide-y divide-line">
        {workspaces.map(({ workspace, role }) => (
          <WorkspaceRow
            key={workspace.id}
            workspace={workspace}
            role={role}
            organization={organization}
            userId={userId}
            deletion={
              mayDelete
                ? {
                    onPress: () => ask(workspace),
                    post: {
                      action: formAction,
                      fields: { organizationId: workspace.organizationId, workspaceId: workspace.id },
                    },
                  }
                : undefined
            }
          />
        ))}
      </ul>
      {chosen && (
        <ConfirmDialog {...dialog} title={`Delete ${chosen.name}?`} confirm="Delete workspace">
          <p>Its members stay in the organization. This can’t be undone.</p>
        </ConfirmDialog>
      )}
    </>
  );
}

"use client";

import { useActionState } from "react";
import { ConfirmDialog } from "@/app/ui/feedback/confirm-dialog";
import type { Organization } from "@/lib/client/react/use-organization";
import type { MembershipView, WorkspaceView } from "@/lib/session/organizations/organization-contract";
import { PostedNotice } from "./posted-notice";
import type { PostedFormAction } from "./use-posted-form";
import { useRemoval } from "./use-removal";
import type { OpenWorkspace, WorkspacePosts } from "./workspace-members";
import { WorkspaceRow } from "./workspace-row";

/** They take the forms of the list without JavaScript. */
export interface WorkspaceActions {
  deleteWorkspace: PostedFormAction;
  setWorkspaceRole: PostedFormAction;
  removeFromWorkspace: PostedFormAction;
}

interface Props {
  membership: MembershipView;
  organization: Pick<Organization, "removeWorkspace" | "setWorkspaceMember" | "removeWorkspaceMember">;
  userId: string;
  mayDelete: boolean;
  actions: WorkspaceActions;
  /** The workspace whose members the server has rendered. */
  open: OpenWorkspace | null;
}

/** The workspaces that the user may work in. */
export function WorkspaceList(props: Props) {
  const { membership, organization, userId, mayDelete, actions, open } = props;
  const { workspaces } = membership;
  const [deleted, deleteAction] = useActionState(actions.deleteWorkspace, null);
  const [changed, set] = useActionState(actions.setWorkspaceRole, null);
  const [removed, remove] = useActionState(actions.removeFromWorkspace, null);
  const posts: WorkspacePosts = { set, remove };
  const { ask, chosen, dialog } = useRemoval<WorkspaceView>(
    ({ id }) => organization.removeWorkspace(id),
    ({ name }) => `Deleted ${name}`,
  );

  return (
    <>
      <PostedNotice posted={deleted} done="Workspace deleted" />
      <PostedNotice posted={changed} done="Members saved" />
      <PostedNotice posted={removed} done="Member removed" />
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
            open={open?.workspaceId === workspace.id ? open : null}
            posts={posts}
            deletion={
              mayDelete
                ? {
                    onPress: () => ask(workspace),
                    post: {
                      action: deleteAction,
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

"use client";

import { useActionState } from "react";
import { useTexts } from "#texts";
import { ConfirmDialog } from "@/app/ui/feedback/confirm-dialog";
import type { Organization } from "@/lib/client/react/use-organization";
import type { MembershipView, WorkspaceView } from "@/lib/session/organizations/organization-contract";
import { PostedNotice } from "./posted-notice";
import type { PostedFormAction } from "./use-posted-form";
import { useRemoval } from "./use-removal";
import type { OpenWorkspace } from "./use-workspace-members";
import type { WorkspacePosts } from "./workspace-members";
import { WorkspaceRow } from "./workspace-row";

/** The server actions that the forms of the list post to without JavaScript. */
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
  const t = useTexts("organizations").workspaces;
  const tMembers = useTexts("organizations").members;
  const [deleted, deleteAction] = useActionState(actions.deleteWorkspace, null);
  const [changed, set] = useActionState(actions.setWorkspaceRole, null);
  const [removed, remove] = useActionState(actions.removeFromWorkspace, null);
  const posts: WorkspacePosts = { set, changed, remove };
  const { ask, chosen, dialog } = useRemoval<WorkspaceView>(
    ({ id }) => organization.removeWorkspace(id),
    ({ name }) => t.deletedOne({ name }),
  );

  return (
    <>
      <PostedNotice posted={deleted} done={t.deleted} />
      <PostedNotice posted={changed} done={t.membersSaved} />
      <PostedNotice posted={removed} done={tMembers.removed} />
      {workspaces.length === 0 && (
        <p className="px-5 py-8 text-center text-muted">{mayDelete ? t.none : t.notAdded}</p>
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
        <ConfirmDialog {...dialog} title={t.ask({ name: chosen.name })} confirm={t.confirm}>
          <p>{t.effect}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

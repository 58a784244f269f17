"use client";

import { useTexts } from "#texts";
import { Notice } from "@/app/ui/feedback/notice";
import { useOffline } from "@/app/ui/feedback/use-offline";
import { errorMessage, toFormError } from "@/app/ui/format/error-message";
import type { ApiData } from "@/lib/client/react/use-api-data";
import type { WorkspaceView } from "@/lib/session/organizations/organization-contract";
import { WORKSPACE_ROLES } from "@/lib/session/organizations/organization-records";
import { AddWorkspaceMember } from "./add-workspace-member";
import { MemberRow } from "./member-row";
import type { RowPost } from "./remove-form";
import { type PostedForm, refusalOf } from "./use-posted-form";
import { useRowAction } from "./use-row-action";
import {
  type OpenWorkspace,
  useWorkspaceMembers,
  type WorkspaceMemberActions,
} from "./use-workspace-members";

/** What the forms of the members post to without JavaScript. */
export interface WorkspacePosts {
  /** Adds a member, or changes a role. */
  set: RowPost["action"];
  /** What became of it. */
  changed: PostedForm | null;
  remove: RowPost["action"];
}

interface Props {
  workspace: WorkspaceView;
  /** The user is an admin of it. */
  mayChange: boolean;
  organization: WorkspaceMemberActions;
  userId: string;
  open: OpenWorkspace | null;
  posts: WorkspacePosts;
}

/** Those who work in a workspace. Owners and admins of the organization always do, so no one changes them here. */
export function WorkspaceMembers(props: Props) {
  const t = useTexts("organizations").workspaces;
  const { workspace, mayChange, organization, userId, open, posts } = props;
  const fields = { organizationId: workspace.organizationId, workspaceId: workspace.id };
  const { members, candidates, wasAdded, setRole, remove, ...load } = useWorkspaceMembers(
    workspace,
    organization,
    open,
  );
  const isOffline = useOffline();
  const { run } = useRowAction();
  if (!members) return <Unavailable {...load} />;

  return (
    <div className="-mx-5 mt-2 -mb-4 border-t border-line bg-canvas in-[li:last-child]:rounded-b-2xl sm:-mx-6">
      <ul className="divide-y divide-line">
        {members.map((member) => {
          const { user } = member;
          const isSelf = user.id === userId;
          const ofMember = { ...fields, userId: user.id };
          const canChange = wasAdded(user.id);
          return (
            <MemberRow
              key={user.id}
              member={member}
              isSelf={isSelf}
              roles={mayChange && canChange ? WORKSPACE_ROLES : []}
              isOffline={isOffline}
              posts={{
                role: { action: posts.set, fields: ofMember, refusal: refusalOf(posts.changed, ofMember) },
                remove: { action: posts.remove, fields: ofMember },
              }}
              onRole={(role) => setRole(user.id, role)}
              onRemove={
                canChange && (mayChange || isSelf)
                  ? () =>
                      void run(
                        () => remove(user.id),
                        t.removedMember({ name: user.name, workspace: workspace.name }),
                      )
                  : undefined
              }
            />
          );
        })}
      </ul>
      {mayChange && (
        <AddWorkspaceMember
          workspace={workspace}
          candidates={candidates}
          post={{ action: posts.set, fields: { ...fields, role: "member" } }}
          posted={posts.changed}
          onAdd={(memberId) => setRole(memberId, "member")}
        />
      )}
    </div>
  );
}

/** In the place of the members: why they could not be loaded, or that they are on their way. */
function Unavailable({ error, isLoading, reload }: Pick<ApiData<unknown>, "error" | "isLoading" | "reload">) {
  const t = useTexts("organizations").workspaces;
  const tForm = useTexts("form");
  const tErrors = useTexts("errors");
  if (!error || isLoading)
    return (
      <p role="status" className="py-3 text-sm text-muted">
        {t.loadingMembers}
      </p>
    );
  return (
    <Notice tone="danger" role="alert" className="mt-2">
      {errorMessage(toFormError(error), tErrors)}{" "}
      <button type="button" className="link" onClick={() => void reload()}>
        {tForm.tryAgain}
      </button>
    </Notice>
  );
}

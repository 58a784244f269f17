"use client";

import { useTexts } from "#texts";
import { Notice } from "@/app/ui/feedback/notice";
import { useOffline } from "@/app/ui/feedback/use-offline";
import { errorMessage, toFormError } from "@/app/ui/format/error-message";
import { loadAllMembers } from "@/lib/client/react/load-all-members";
import { useApiData } from "@/lib/client/react/use-api-data";
import type { Organization } from "@/lib/client/react/use-organization";
import { organizationPath } from "@/lib/client/session/organization-actions";
import type { MemberView, WorkspaceView } from "@/lib/session/organizations/organization-contract";
import { WORKSPACE_ROLES, type WorkspaceRole } from "@/lib/session/organizations/organization-records";
import { AddWorkspaceMember } from "./add-workspace-member";
import { MemberRow } from "./member-row";
import type { RowPost } from "./remove-form";
import { useRowAction } from "./use-row-action";

/** A workspace with its members and those of the organization, as the server has rendered them. */
export interface OpenWorkspace {
  workspaceId: string;
  members: MemberView<WorkspaceRole>[];
  everyone: MemberView[];
}

/** They take the forms of the members without JavaScript. */
export interface WorkspacePosts {
  /** Adds a member, or changes a role. */
  set: RowPost["action"];
  remove: RowPost["action"];
}

interface Props {
  workspace: WorkspaceView;
  /** The user is an admin of it. */
  mayChange: boolean;
  organization: Pick<Organization, "setWorkspaceMember" | "removeWorkspaceMember">;
  userId: string;
  open: OpenWorkspace | null;
  posts: WorkspacePosts;
}

/** Those who work in a workspace. Owners and admins of the organization always do, so no one changes them here. */
export function WorkspaceMembers(props: Props) {
  const t = useTexts("organizations").workspaces;
  const tForm = useTexts("form");
  const tErrors = useTexts("errors");
  const { workspace, mayChange, organization, userId, open, posts } = props;
  const fields = { organizationId: workspace.organizationId, workspaceId: workspace.id };
  const { data, error, isLoading, reload } = useApiData<{ members: MemberView<WorkspaceRole>[] }>(
    organizationPath(workspace.organizationId, "workspaces", workspace.id, "members"),
    { load: loadAllMembers, ...(open && { initial: { members: open.members } }) },
  );
  const { data: everyone } = useApiData<{ members: MemberView[] }>(
    organizationPath(workspace.organizationId, "members"),
    { load: loadAllMembers, ...(open && { initial: { members: open.everyone } }) },
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
        {errorMessage(toFormError(error), tErrors)}{" "}
        <button type="button" className="link" onClick={() => void reload()}>
          {tForm.tryAgain}
        </button>
      </Notice>
    ) : (
      <p role="status" className="py-3 text-sm text-muted">
        {t.loadingMembers}
      </p>
    );
  }
  const all = everyone?.members ?? [];
  const always = all.filter(({ role }) => role !== "member").map(({ user }) => user.id);
  const inIt = members.map(({ user }) => user.id);
  const addable = all
    .filter(({ role, user }) => role === "member" && !inIt.includes(user.id))
    .map(({ user }) => user);

  return (
    <div className="-mx-5 mt-2 -mb-4 border-t border-line bg-canvas in-[li:last-child]:rounded-b-2xl sm:-mx-6">
      <ul className="divide-y divide-line">
        {members.map((member) => {
          const { user } = member;
          const isSelf = user.id === userId;
          const ofMember = { ...fields, userId: user.id };
          const wasAdded = everyone !== undefined && !always.includes(user.id);
          return (
            <MemberRow
              key={user.id}
              member={member}
              isSelf={isSelf}
              roles={mayChange && wasAdded ? WORKSPACE_ROLES : []}
              isOffline={isOffline}
              posts={{
                role: { action: posts.set, fields: ofMember },
                remove: { action: posts.remove, fields: ofMember },
              }}
              onRole={(role) => setRole(user.id, role)}
              onRemove={
                wasAdded && (mayChange || isSelf)
                  ? () =>
                      void run(
                        () => remove(user),
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
          candidates={addable}
          post={{ action: posts.set, fields: { ...fields, role: "member" } }}
          onAdd={(memberId) => setRole(memberId, "member")}
        />
      )}
    </div>
  );
}

"use client";

import { ChevronRight } from "lucide";
import { useState } from "react";
import { useTexts } from "#texts";
import { useOffline } from "@/app/ui/feedback/use-offline";
import { SvgIcon } from "@/app/ui/svg-icon";
import type { Organization } from "@/lib/client/react/use-organization";
import type { WorkspaceView } from "@/lib/session/organizations/organization-contract";
import type { WorkspaceRole } from "@/lib/session/organizations/organization-records";
import { ListRow } from "./list-row";
import { RemoveForm, type RowPost } from "./remove-form";
import type { OpenWorkspace } from "./use-workspace-members";
import { WorkspaceMembers, type WorkspacePosts } from "./workspace-members";

interface Props {
  workspace: WorkspaceView;
  /** The user's own there. */
  role: WorkspaceRole;
  organization: Pick<Organization, "setWorkspaceMember" | "removeWorkspaceMember">;
  userId: string;
  /** Its members as the server has rendered them; null while it is folded. */
  open: OpenWorkspace | null;
  posts: WorkspacePosts;
  /** Left out where the user may not delete it. */
  deletion?: { onPress: () => void; post: RowPost } | undefined;
}

/** A workspace. Unfolded, it loads its members; without JavaScript a link unfolds it. */
export function WorkspaceRow({ workspace, role, organization, userId, open, posts, deletion }: Props) {
  const t = useTexts("organizations");
  const of = <span className="sr-only">{t.workspaces.membersOf({ name: workspace.name })}</span>;
  const [isOpen, setOpen] = useState(open !== null);
  const isOffline = useOffline();
  return (
    <ListRow
      name={workspace.name}
      facts={[
        <span key="slug" className="font-mono">
          {workspace.slug}
        </span>,
        t.yourRole({ role: t.role[role] }),
      ]}
      below={
        <>
          {!open && (
            <a
              href={`?workspace=${encodeURIComponent(workspace.id)}`}
              className="link mt-1 hidden text-sm noscript:inline-block"
            >
              {t.workspaces.members({ of })}
            </a>
          )}
          <details
            open={isOpen}
            className={open ? "group/members mt-1" : "group/members mt-1 noscript:hidden"}
            onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
          >
            <summary className="inline-flex min-h-8 items-center gap-1 rounded-lg text-sm text-muted outline-offset-1 hover:text-ink">
              <SvgIcon
                icon={ChevronRight}
                className="size-3.5 transition-transform group-open/members:rotate-90 rtl:-scale-x-100"
              />
              <span>{t.workspaces.members({ of })}</span>
            </summary>
            {isOpen && (
              <WorkspaceMembers
                workspace={workspace}
                mayChange={role === "admin"}
                organization={organization}
                userId={userId}
                open={open}
                posts={posts}
              />
            )}
          </details>
        </>
      }
    >
      {deletion && (
        <RemoveForm
          verb={t.workspaces.delete}
          label={t.workspaces.deleteOne({ name: workspace.name })}
          isOffline={isOffline}
          {...deletion}
        />
      )}
    </ListRow>
  );
}

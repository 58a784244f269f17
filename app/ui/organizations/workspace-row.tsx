"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { useOffline } from "@/app/ui/feedback/use-offline";
import type { Organization } from "@/lib/client/react/use-organization";
import type { WorkspaceView } from "@/lib/session/organizations/organization-contract";
import type { WorkspaceRole } from "@/lib/session/organizations/organization-records";
import { ListRow } from "./list-row";
import { RemoveForm, type RowPost } from "./remove-form";
import { ROLE_NAMES } from "./roles";
import { type OpenWorkspace, WorkspaceMembers, type WorkspacePosts } from "./workspace-members";

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
  const [isOpen, setOpen] = useState(open !== null);
  const isOffline = useOffline();
  return (
    <ListRow
      name={workspace.name}
      facts={[
        <span key="slug" className="font-mono">
          {workspace.slug}
        </span>,
        `Your role: ${ROLE_NAMES[role]}`,
      ]}
      below={
        <>
          {!open && (
            <a
              href={`?workspace=${encodeURIComponent(workspace.id)}`}
              className="link mt-1 hidden text-sm noscript:inline-block"
            >
              Members<span className="sr-only"> of {workspace.name}</span>
            </a>
          )}
          <details
            open={isOpen}
            className={open ? "group/members mt-1" : "group/members mt-1 noscript:hidden"}
            onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
          >
            <summary className="inline-flex min-h-8 items-center gap-1 rounded-lg text-sm text-muted outline-offset-1 hover:text-ink">
              <ChevronRight
                aria-hidden
                className="size-3.5 transition-transform group-open/members:rotate-90 rtl:-scale-x-100"
              />
              Members
              <span className="sr-only"> of {workspace.name}</span>
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
        <RemoveForm verb="Delete" label={`Delete ${workspace.name}`} isOffline={isOffline} {...deletion} />
      )}
    </ListRow>
  );
}

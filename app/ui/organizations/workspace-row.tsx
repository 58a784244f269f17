"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { Button } from "@/app/ui/button";
import { useOffline } from "@/app/ui/feedback/use-offline";
import { InlineList } from "@/app/ui/shell/inline-list";
import type { Organization } from "@/lib/client/react/use-organization";
import type { WorkspaceView } from "@/lib/session/organizations/organization-contract";
import type { WorkspaceRole } from "@/lib/session/organizations/organization-records";
import { ROLE_NAMES } from "./roles";
import { WorkspaceMembers } from "./workspace-members";

interface Props {
  workspace: WorkspaceView;
  /** The user's own there. */
  role: WorkspaceRole;
  organization: Pick<Organization, "setWorkspaceMember" | "removeWorkspaceMember">;
  userId: string;
  /** Left out where the user may not delete it. */
  onDelete?: (() => void) | undefined;
}

/** A workspace. Unfolded, it loads its members. */
export function WorkspaceRow({ workspace, role, organization, userId, onDelete }: Props) {
  const [isOpen, setOpen] = useState(false);
  const isOffline = useOffline();
  return (
    <li className="px-5 py-4 sm:px-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <div className="min-w-0 grow basis-60">
          <h3 className="leading-6">
            <bdi className="wrap-anywhere">{workspace.name}</bdi>
          </h3>
          <InlineList>
            <span className="font-mono">{workspace.slug}</span>
            <span>Your role: {ROLE_NAMES[role]}</span>
          </InlineList>
        </div>
        {onDelete && (
          <Button
            variant="quiet"
            size="small"
            className="noscript:hidden"
            aria-label={`Delete ${workspace.name}`}
            disabled={isOffline}
            onClick={onDelete}
          >
            Delete
          </Button>
        )}
      </div>
      <details
        className="group/members mt-1 noscript:hidden"
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
          />
        )}
      </details>
    </li>
  );
}

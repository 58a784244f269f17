"use client";

import { useTexts } from "#texts";
import { ListSkeleton } from "@/app/ui/feedback/list-skeleton";
import { OrganizationNotice } from "@/app/ui/organizations/organization-notice";
import type { PostedFormAction } from "@/app/ui/organizations/use-posted-form";
import type { OpenWorkspace } from "@/app/ui/organizations/use-workspace-members";
import { WorkspaceForm } from "@/app/ui/organizations/workspace-form";
import { type WorkspaceActions, WorkspaceList } from "@/app/ui/organizations/workspace-list";
import { Panel } from "@/app/ui/shell/panel";
import { useOrganization } from "@/lib/client/react/use-organization";
import type { MembershipView } from "@/lib/session/organizations/organization-contract";
import { mayDo } from "@/lib/session/organizations/organization-permissions";

interface Props {
  initial: { membership: MembershipView };
  userId: string;
  /** The server actions that the forms post to without JavaScript. */
  actions: WorkspaceActions & { createWorkspace: PostedFormAction };
  /** The workspace whose members the server has rendered. */
  open: OpenWorkspace | null;
}

/** The workspaces of an organization that the user may work in, with their members. */
export function Workspaces({ initial, userId, actions, open }: Props) {
  const t = useTexts("organizations");
  const organizationId = initial.membership.organization.id;
  const organization = useOrganization({ organizationId, parts: [], initial });
  const { membership } = organization;
  const mayChange = membership !== null && mayDo(membership.role, null, "workspaces.change");

  return (
    <>
      <OrganizationNotice organization={organization} />
      {membership ? (
        <Panel title={t.workspaces.title} hint={t.workspaces.hint}>
          <WorkspaceList
            membership={membership}
            organization={organization}
            userId={userId}
            mayDelete={mayChange}
            actions={actions}
            open={open}
          />
        </Panel>
      ) : (
        !organization.error && <ListSkeleton title={t.workspaces.title} label={t.workspaces.loading} />
      )}
      {mayChange && (
        <Panel title={t.workspaces.create}>
          <WorkspaceForm
            organizationId={organizationId}
            onAdd={organization.addWorkspace}
            action={actions.createWorkspace}
          />
        </Panel>
      )}
    </>
  );
}

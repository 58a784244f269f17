import type { Metadata } from "next";
import { SettingsPage } from "@/app/ui/organizations/settings-page";
import type { OpenWorkspace } from "@/app/ui/organizations/use-workspace-members";
import type { OrganizationAccess } from "@/lib/server/organizations/access";
import { listMembers } from "@/lib/server/organizations/members";
import { listWorkspaceMembers } from "@/lib/server/organizations/workspaces";
import { isFailure } from "@/lib/session/failure";
import { requireMember } from "@/lib/web/pages/organization-pages";
import { getTexts } from "@/lib/web/pages/texts";
import {
  createWorkspaceAction,
  deleteWorkspaceAction,
  removeFromWorkspaceAction,
  setWorkspaceRoleAction,
} from "../../actions";
import { Workspaces } from "./workspaces";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTexts("organizations")).workspaces.title };
}

/** A browser without JavaScript gets one page of each list. */
const PAGE = { page: 1, pageSize: 1000 };

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function WorkspacesPage({ params, searchParams }: Props) {
  const { id } = await params;
  const { workspace } = await searchParams;
  const { user, membership, access } = await requireMember(id, "/workspaces", "workspaces.read");
  const open = typeof workspace === "string" ? await openWorkspace(access, workspace) : null;
  return (
    <SettingsPage membership={membership} here="workspaces">
      <Workspaces
        initial={{ membership }}
        userId={user.id}
        open={open}
        actions={{
          createWorkspace: createWorkspaceAction,
          deleteWorkspace: deleteWorkspaceAction,
          setWorkspaceRole: setWorkspaceRoleAction,
          removeFromWorkspace: removeFromWorkspaceAction,
        }}
      />
    </SettingsPage>
  );
}

/** @returns the workspace that a link without JavaScript has opened; null for one that the user is not in */
async function openWorkspace(access: OrganizationAccess, workspaceId: string): Promise<OpenWorkspace | null> {
  const [members, everyone] = await Promise.all([
    listWorkspaceMembers(access, workspaceId, PAGE),
    listMembers(access.organization.id, PAGE),
  ]);
  return isFailure(members) ? null : { workspaceId, members, everyone };
}

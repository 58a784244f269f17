import type { Metadata } from "next";
import { SettingsPage } from "@/app/ui/organizations/settings-page";
import { requireMember } from "@/lib/web/pages/organization-pages";
import { createWorkspace, deleteWorkspace } from "../../actions";
import { Workspaces } from "./workspaces";

export const metadata: Metadata = { title: "Workspaces" };

export default async function WorkspacesPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { user, membership } = await requireMember(id, "/workspaces", "workspaces.read");
  return (
    <SettingsPage membership={membership} here="Workspaces">
      <Workspaces initial={{ membership }} userId={user.id} actions={{ createWorkspace, deleteWorkspace }} />
    </SettingsPage>
  );
}

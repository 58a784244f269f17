/** Organizations and what belongs to them, as the API shows them. */
import type { OwnWorkspace } from "@/db/queries/organizations";
import type {
  MembershipView,
  OrganizationView,
  WorkspaceView,
} from "@/lib/session/organizations/organization-contract";
import type {
  MembershipRecord,
  OrganizationRecord,
  WorkspaceRecord,
} from "@/lib/session/organizations/organization-records";

export function organizationView({
  id,
  name,
  slug,
  primaryColor,
  createdAt,
}: OrganizationRecord): OrganizationView {
  return { id, name, slug, branding: { primaryColor }, createdAt: new Date(createdAt).toISOString() };
}

export function workspaceView({ id, organizationId, name, slug }: WorkspaceRecord): WorkspaceView {
  return { id, organizationId, name, slug };
}

/** @param workspaces those the member may work in, of any organization */
export function membershipView(
  organization: OrganizationRecord,
  { role, joinedAt }: MembershipRecord,
  workspaces: OwnWorkspace[],
): MembershipView {
  const own = workspaces.filter(({ workspace }) => workspace.organizationId === organization.id);
  return {
    organization: organizationView(organization),
    role,
    workspaces: own.map(({ workspace, role }) => ({ workspace: workspaceView(workspace), role })),
    joinedAt: new Date(joinedAt).toISOString(),
  };
}

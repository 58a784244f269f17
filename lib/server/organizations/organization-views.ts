/** Organizations and what belongs to them, as the API shows them. */
import type { OwnWorkspace } from "@/db/queries/organizations";
import { displayEmail } from "@/lib/server/email";
import { isoTime, isoTimeOrNull } from "@/lib/server/iso-time";
import type { Member } from "@/lib/session/organizations/member";
import type {
  ApiKeyView,
  InvitationView,
  MembershipView,
  MemberView,
  OrganizationView,
  WorkspaceView,
} from "@/lib/session/organizations/organization-contract";
import type {
  ApiKeyRecord,
  InvitationRecord,
  MembershipRecord,
  OrganizationRecord,
  WorkspaceRecord,
} from "@/lib/session/organizations/organization-records";

/** @returns an organization as its members see it */
export function organizationView({
  id,
  name,
  slug,
  primaryColor,
  createdAt,
}: OrganizationRecord): OrganizationView {
  return { id, name, slug, branding: { primaryColor }, createdAt: isoTime(createdAt) };
}

/** @returns a workspace as its members see it */
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
    joinedAt: isoTime(joinedAt),
  };
}

/** @returns an invitation without its secret, which only the message contains */
export function invitationView({ id, email, role, expiresAt }: InvitationRecord): InvitationView {
  return { id, email: displayEmail(email), role, expiresAt: isoTime(expiresAt) };
}

/** @returns an API key without its secret, which only the answer to its making contains */
export function apiKeyView({ id, name, prefix, scope, ...times }: ApiKeyRecord): ApiKeyView {
  const { createdAt, lastUsedAt, expiresAt } = times;
  return {
    id,
    name,
    prefix,
    scope,
    createdAt: isoTime(createdAt),
    lastUsedAt: isoTimeOrNull(lastUsedAt),
    expiresAt: isoTime(expiresAt),
  };
}

/** @returns a member as the other members see them */
export function memberView({ user: { id, name, email }, role, joinedAt }: Member): MemberView {
  return { user: { id, name, email: displayEmail(email) }, role, joinedAt: isoTime(joinedAt) };
}

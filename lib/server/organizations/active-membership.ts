/** The organization and the workspace that a session works in, read from the memberships each time. */

import { database } from "@/lib/server/database";
import type { ActiveView } from "@/lib/session/contract";
import type { ActiveMembership } from "@/lib/session/organizations/active-organization";
import type { SessionRecord } from "@/lib/session/session";
import { organizationView, workspaceView } from "./organization-views";

/**
 * Finds what a session works in, by the memberships as they are now. Without an active organization nothing is read.
 *
 * @returns null without an active organization, and when the user is no member of it any more
 */
export async function findActiveMembership({
  userId,
  organizationId,
  workspaceId,
}: Pick<SessionRecord, "userId" | "organizationId" | "workspaceId">): Promise<ActiveMembership | null> {
  return organizationId === null
    ? null
    : database().findMembershipWithWorkspace({ userId, organizationId, workspaceId });
}

/** @returns the organization and the workspace as the API shows them; null for none */
export function activeView(membership: ActiveMembership | null): ActiveView {
  if (!membership) return { organization: null, workspace: null };
  const { organization, role, workspace } = membership;
  return {
    organization: { organization: organizationView(organization), role },
    workspace: workspace && { workspace: workspaceView(workspace.workspace), role: workspace.role },
  };
}

/** @returns the names of the organizations that a user's devices work in, by the ids of their sessions */
export async function listActiveOrganizations(userId: string): Promise<Record<string, string>> {
  const found = await database().listActiveOrganizations(userId);
  return Object.fromEntries(found.map(({ sessionId, name }) => [sessionId, name]));
}

import type { OrganizationRole, WorkspaceRole } from "./organization-records";

/**
 * Owners and admins of an organization are admins of each of its workspaces.
 *
 * @param role the member's role in the organization
 * @param addedAs the role the member was added to the workspace with; null for a member who was not added
 * @returns the role in the workspace; null for a member who may not work there
 */
export function workspaceRole(role: OrganizationRole, addedAs: WorkspaceRole | null): WorkspaceRole | null {
  return role === "member" ? addedAs : "admin";
}

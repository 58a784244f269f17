/**
 * What members of an organization may do: one table. The wrapper of the endpoints asks it, each decision asks it again
 * under the lock, and the documentation is held equal to it by a test.
 */
import { type ApiKeyScope, ORGANIZATION_ROLES, type OrganizationRole } from "./organization-records";

/** The condition of one action. */
interface Permission {
  /** The lowest role that may do it. */
  role: OrganizationRole;
  /** The scope an API key needs for it; null where no key will do. */
  key: ApiKeyScope | null;
}

/**
 * Roles and scopes for each action. Workspaces have roles of their own: for `workspace_members` the table asks for any
 * member, and the rules ask for the role in the workspace.
 */
export const PERMISSIONS = {
  "organization.read": { role: "member", key: "read" },
  "organization.update": { role: "admin", key: "write" },
  "organization.delete": { role: "owner", key: null },
  "members.read": { role: "member", key: "read" },
  "members.change": { role: "admin", key: null },
  "members.leave": { role: "member", key: null },
  "invitations.read": { role: "admin", key: "read" },
  "invitations.change": { role: "admin", key: null },
  "workspaces.read": { role: "member", key: "read" },
  "workspaces.change": { role: "admin", key: "write" },
  "workspace_members.read": { role: "member", key: "read" },
  "workspace_members.change": { role: "member", key: "write" },
  "api_keys.read": { role: "admin", key: "read" },
  "api_keys.change": { role: "admin", key: null },
} as const satisfies Record<string, Permission>;

export type OrganizationAction = keyof typeof PERMISSIONS;

/** @returns whether a role is the same as another, or above it */
export function isAtLeast(role: OrganizationRole, needed: OrganizationRole): boolean {
  return ORGANIZATION_ROLES.indexOf(role) <= ORGANIZATION_ROLES.indexOf(needed);
}

/**
 * @returns whether a member with this role may appoint others, and so can take over the organization. Giving such a role
 *   needs a recent sign-in, as deleting the organization does: a thief with an old session would give it to an account of
 *   their own
 */
export function mayAppoint(role: OrganizationRole): boolean {
  return isAtLeast(role, PERMISSIONS["members.change"].role);
}

/**
 * @param role of the member; with an API key, of the member who made it
 * @param scope of the API key; null for a signed-in member
 */
export function mayDo(
  role: OrganizationRole,
  scope: ApiKeyScope | null,
  action: OrganizationAction,
): boolean {
  const permission: Permission = PERMISSIONS[action];
  if (!isAtLeast(role, permission.role)) return false;
  if (scope === null) return true;
  return permission.key === "read" || (permission.key === "write" && scope === "write");
}

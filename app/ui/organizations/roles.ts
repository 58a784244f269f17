import { isAtLeast, mayDo } from "@/lib/session/organizations/organization-permissions";
import {
  ORGANIZATION_ROLES,
  type OrganizationRole,
  WORKSPACE_ROLES,
} from "@/lib/session/organizations/organization-records";

/** The roles in an organization and in a workspace, as the pages call them. */
export const ROLE_NAMES: Record<OrganizationRole, string> = {
  owner: "Owner",
  admin: "Admin",
  member: "Member",
};

/** In a sentence. */
export const ROLE_PHRASES: Record<OrganizationRole, string> = {
  owner: "an owner",
  admin: "an admin",
  member: "a member",
};

export interface RoleOption<Role extends string = OrganizationRole> {
  value: Role;
  label: string;
}

export const WORKSPACE_ROLE_OPTIONS = WORKSPACE_ROLES.map((value) => ({ value, label: ROLE_NAMES[value] }));

/** @returns the roles that a member may give, the lowest first: none above the own */
export function grantableRoles(own: OrganizationRole): RoleOption[] {
  if (!mayDo(own, null, "members.change")) return [];
  return ORGANIZATION_ROLES.filter((role) => isAtLeast(own, role))
    .map((value) => ({ value, label: ROLE_NAMES[value] }))
    .reverse();
}

/** @returns whether a member may change or remove another: none with a role above the own */
export function mayManage(own: OrganizationRole, other: OrganizationRole): boolean {
  return mayDo(own, null, "members.change") && isAtLeast(own, other);
}

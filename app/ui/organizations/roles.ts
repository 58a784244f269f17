import { isAtLeast, mayDo } from "@/lib/session/organizations/organization-permissions";
import { ORGANIZATION_ROLES, type OrganizationRole } from "@/lib/session/organizations/organization-records";
import type { Texts } from "@/lib/texts/catalogue";

/** @returns roles as the options of a `Select` */
export function roleOptions<Role extends OrganizationRole>(
  roles: readonly Role[],
  t: Texts<"organizations">,
) {
  return roles.map((value) => ({ value, label: t.role[value] }));
}

/** @returns the roles that a member may give, the lowest first: none above the own */
export function grantableRoles(own: OrganizationRole): OrganizationRole[] {
  if (!mayDo(own, null, "members.change")) return [];
  return ORGANIZATION_ROLES.filter((role) => isAtLeast(own, role)).reverse();
}

/** @returns whether a member may change or remove another: none with a role above the own */
export function mayManage(own: OrganizationRole, other: OrganizationRole): boolean {
  return mayDo(own, null, "members.change") && isAtLeast(own, other);
}

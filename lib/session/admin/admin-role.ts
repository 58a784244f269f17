import type { Role } from "@/lib/session/roles";

/**
 * @param isAdmin whether the user shall be an administrator
 * @returns the user's roles then: those besides `admin` stay as they are, and a user has at least one
 */
export function withAdminRole(roles: readonly Role[], isAdmin: boolean): Role[] {
  const others = roles.filter((role) => role !== "admin");
  if (isAdmin) return [...others, "admin"];
  return others.length > 0 ? others : ["user"];
}

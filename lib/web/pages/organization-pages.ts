/** What the pages of organizations are rendered with, read from the database on every request. */
import "server-only";
import { notFound } from "next/navigation";
import { cache } from "react";
import { logRefusal } from "@/lib/server/log";
import type { OrganizationAccess } from "@/lib/server/organizations/access";
import { findActiveMembership } from "@/lib/server/organizations/active-membership";
import { findMemberAccess } from "@/lib/server/organizations/member-access";
import { listMemberships } from "@/lib/server/organizations/organizations";
import type { UserView } from "@/lib/session/contract";
import { isFailure } from "@/lib/session/failure";
import type { MembershipView } from "@/lib/session/organizations/organization-contract";
import type { OrganizationAction } from "@/lib/session/organizations/organization-permissions";
import type { ActivePlace } from "@/lib/session/organizations/organization-records";
import { organizationPath } from "@/lib/session/page-paths";
import { getPrincipal, requireSession } from "./current-session";

export interface MemberPage {
  user: UserView;
  membership: MembershipView;
  /** For reads that take it. */
  access: OrganizationAccess;
}

/**
 * Requires a member whose role allows an action. To everyone else the page does not exist; a visitor signs in first.
 *
 * @param id of the organization, from the address
 * @param section what follows it in the path, such as `/members`
 */
export async function requireMember(
  id: string,
  section: string,
  action: OrganizationAction,
): Promise<MemberPage> {
  const path = organizationPath(id, section);
  const { user } = await requireSession(path);
  const principal = await getPrincipal();
  const access = principal && (await findMemberAccess(principal, id, action));
  if (!access || isFailure(access)) {
    logRefusal({ path, code: access?.code ?? "not_authenticated" });
    notFound();
  }
  const memberships = await listMemberships(user.id);
  const membership = memberships.find(({ organization }) => organization.id === access.organization.id);
  return membership ? { user, membership, access } : notFound();
}

/** The organization that the session works in: its name, and its colour as `#rrggbb`; null where there is none. */
export interface ActiveOrganization {
  place: ActivePlace;
  name: string | null;
  color: string | null;
}

/** @returns what the session works in, by the memberships as they are now; read once for each request */
export const getActiveOrganization = cache(async (): Promise<ActiveOrganization> => {
  const principal = await getPrincipal();
  const active = principal && (await findActiveMembership(principal.session));
  return {
    place: {
      organizationId: active?.organization.id ?? null,
      organizationRole: active?.role ?? null,
      workspaceId: active?.workspace?.workspace.id ?? null,
      workspaceRole: active?.workspace?.role ?? null,
    },
    name: active?.organization.name ?? null,
    color: active?.organization.primaryColor ?? null,
  };
});

/** The member behind a page or a form, which has the session's cookie and no bearer. */
import { database } from "@/lib/server/database";
import { claimOf } from "@/lib/server/for-caller";
import type { Principal } from "@/lib/server/sessions";
import { type Failure, isFailure } from "@/lib/session/failure";
import { authorizeMember } from "@/lib/session/organizations/organization-access";
import type { OrganizationAction } from "@/lib/session/organizations/organization-permissions";
import type { OrganizationId } from "@/lib/session/organizations/organization-records";
import type { OrganizationAccess } from "./access";

/**
 * Finds the membership of a signed-in user, as `authenticateMember` does for a bearer.
 *
 * @returns the member; or `not_found` for an organization the user is no member of, `forbidden` when the role does not
 *   allow the action, and the codes of `authorizeMember`
 */
export async function findMemberAccess(
  principal: Principal,
  organizationId: string,
  action: OrganizationAction,
): Promise<OrganizationAccess | Failure> {
  const { user, session, now } = principal;
  const claim = { kind: "session", ...claimOf(principal) } as const;
  const found = await database().findMembership(organizationId as OrganizationId, user.id);
  const member = authorizeMember({ caller: { user, session, key: null }, ...found }, claim, action, now);
  return isFailure(member) ? member : { ...member, claim, authTime: session.createdAt, now };
}

/** The member behind a page or a form, which has the session's cookie and no bearer. */
import { claimOf } from "@/lib/server/for-caller";
import type { Principal } from "@/lib/server/sessions/sessions";
import type { Failure } from "@/lib/session/failure";
import type { OrganizationAction } from "@/lib/session/organizations/organization-permissions";
import type { OrganizationId } from "@/lib/session/organizations/organization-records";
import { admitMember, type OrganizationAccess } from "./access";

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
  const caller = { user, session, key: null };
  return admitMember(
    { caller, claim, authTime: session.authenticatedAt, now },
    organizationId as OrganizationId,
    action,
  );
}

/** The members of an organization: listing them, changing their roles, removing them. */
import type { ClientInfo } from "@/lib/server/client-info";
import { database } from "@/lib/server/database";
import { type Failure, isFailure } from "@/lib/session/failure";
import { decideMemberRole, decideRemoveMember, removalAction } from "@/lib/session/organizations/member";
import type { MemberView } from "@/lib/session/organizations/organization-contract";
import type { OrganizationId, OrganizationRole } from "@/lib/session/organizations/organization-records";
import { memberActor, memberRule, type OrganizationAccess } from "./access";
import { memberView } from "./organization-views";

/**
 * Lists a page of an organization's members, those who joined first at the top.
 *
 * @param page counts from 1
 */
export async function listMembers(
  organizationId: OrganizationId,
  { page, pageSize }: { page: number; pageSize: number },
): Promise<MemberView[]> {
  const members = await database().listMembers(organizationId, page, pageSize);
  return members.map(memberView);
}

/**
 * Gives a member another role.
 *
 * @returns the member; or `last_owner`, `not_found` for a user who is no member, `forbidden` for a role above the
 *   caller's own, and the codes of `authorizeMember`
 */
export async function setMemberRole(
  access: OrganizationAccess,
  { userId, role }: { userId: string; role: OrganizationRole },
  client: ClientInfo,
): Promise<MemberView | Failure> {
  const command = { role, actor: memberActor(access, client) };
  const { outcome } = await database().changeMember(
    access.claim,
    { id: access.organization.id, userId },
    memberRule(access, "members.change", (target, caller, now) =>
      decideMemberRole(target, command, caller, now),
    ),
  );
  return isFailure(outcome) ? outcome : memberView(outcome);
}

/**
 * Removes a member. Anyone may leave; removing another takes an admin or owner.
 *
 * @returns null; or `last_owner`, `not_found` for a user who is no member, `forbidden` for a role above the caller's
 *   own, and the codes of `authorizeMember`
 */
export async function removeMember(
  access: OrganizationAccess,
  userId: string,
  client: ClientInfo,
): Promise<Failure | null> {
  const actor = memberActor(access, client);
  const { outcome } = await database().changeMember(
    access.claim,
    { id: access.organization.id, userId },
    memberRule(access, removalAction(access.user.id, userId), (target, caller, now) =>
      decideRemoveMember(target, { actor }, caller, now),
    ),
  );
  return outcome;
}

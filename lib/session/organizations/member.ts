/**
 * Members of an organization: which roles a member may give, and which members they may remove. An organization keeps at
 * least one owner who can sign in. The rules run under the lock of the organization, so two owners cannot demote each other at once.
 */
import { type Actor, type Change, type Decision, noChange } from "@/lib/session/decision";
import { type Failure, fail } from "@/lib/session/failure";
import type { UserRecord } from "@/lib/session/session";
import { organizationEvent } from "./organization";
import type { OrganizationMember } from "./organization-access";
import { isAtLeast, type OrganizationAction } from "./organization-permissions";
import { type MembershipRecord, ORGANIZATION_ROLES, type OrganizationRole } from "./organization-records";

/** A membership with its user. */
export interface Member extends MembershipRecord {
  user: Pick<UserRecord, "id" | "name" | "email">;
}

/** The member a change is about. */
export interface MemberToChange {
  /** Null when the organization has no such member. */
  member: Member | null;
  /**
   * Whether the organization has an owner besides this member. A disabled user does not count, nor one whose account is
   * to be deleted.
   */
  hasOtherOwner: boolean;
}

/** The member who makes the change. */
type By = Pick<OrganizationMember, "organization" | "membership">;

type MemberFailure = Failure<"not_found" | "forbidden" | "last_owner">;

/** @returns the action a caller needs to remove a member: anyone may leave */
export function removalAction(callerId: string, memberId: string): OrganizationAction {
  return callerId === memberId ? "members.leave" : "members.change";
}

/**
 * Gives a member another role. A demotion withdraws the invitations that the member could not send any more.
 *
 * @param by an admin or owner, who neither changes a role above their own nor gives one
 * @returns outcome: the member as it is now; or `not_found`, `forbidden`, or `last_owner` when no enabled owner would
 *   remain
 */
export function decideMemberRole(
  { member, hasOtherOwner }: MemberToChange,
  { role, actor }: { role: OrganizationRole; actor: Actor },
  { organization, membership }: By,
  now: number,
): Decision<Member | MemberFailure> {
  if (!member) return noChange(fail("not_found"));
  const mayChange = isAtLeast(membership.role, member.role) && isAtLeast(membership.role, role);
  if (!mayChange) return noChange(fail("forbidden"));
  if (member.role === role) return noChange(member);
  if (member.role === "owner" && !hasOtherOwner) return noChange(fail("last_owner"));
  const { organizationId, userId } = member;
  const roles = { from: member.role, to: role };
  return {
    outcome: { ...member, role },
    changes: [
      { kind: "update-membership", organizationId, userId, role },
      ...withdrawnInvitations(member, role),
    ],
    events: [organizationEvent("member_role_changed", organization, userId, actor, now, roles)],
  };
}

/**
 * Removes a member, or lets one leave. Workspaces, invitations and API keys of the member go with the membership.
 *
 * @param by the member; or an admin or owner whose role is not below the member's
 * @returns outcome: null; or `not_found`, `forbidden`, or `last_owner` when no enabled owner would remain
 */
export function decideRemoveMember(
  { member, hasOtherOwner }: MemberToChange,
  { actor }: { actor: Actor },
  { organization, membership }: By,
  now: number,
): Decision<null | MemberFailure> {
  if (!member) return noChange(fail("not_found"));
  const { organizationId, userId } = member;
  const leaves = userId === membership.userId;
  const mayRemove = isAtLeast(membership.role, "admin") && isAtLeast(membership.role, member.role);
  if (!leaves && !mayRemove) return noChange(fail("forbidden"));
  if (member.role === "owner" && !hasOtherOwner) return noChange(fail("last_owner"));
  const name = leaves ? "member_left" : "member_removed";
  return {
    outcome: null,
    changes: [{ kind: "delete-membership", organizationId, userId }],
    events: [organizationEvent(name, organization, userId, actor, now)],
  };
}

/** A member invites for no role above their own, and below admin not at all. */
function withdrawnInvitations({ organizationId, userId }: Member, role: OrganizationRole): Change[] {
  const mayInvite = (invited: OrganizationRole) => isAtLeast(role, "admin") && isAtLeast(role, invited);
  return ORGANIZATION_ROLES.filter((invited) => !mayInvite(invited)).map((invited) => ({
    kind: "withdraw-invitations",
    organizationId,
    invitedBy: userId,
    role: invited,
  }));
}

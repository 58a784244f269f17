/** Organizations: making, changing and deleting them. */

import type { AuditEventName } from "@/lib/session/audit-events";
import type { Caller } from "@/lib/session/caller";
import { type Actor, type AuditEvent, type Decision, noChange, type Usage } from "@/lib/session/decision";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { countUse, type UserLimitPolicy } from "@/lib/session/user-limits";
import type { OrganizationMember } from "./organization-access";
import type { MembershipRecord, OrganizationId, OrganizationRecord } from "./organization-records";

/** What a new organization is decided on. */
export interface SlugsInUse {
  /** Those of the wanted slugs that organizations have. */
  taken: string[];
  /** How many organizations the caller has made, for the limit. */
  created: Usage;
}

/** An organization and the membership of the user who asks. */
export interface OwnMembership {
  organization: OrganizationRecord;
  membership: MembershipRecord;
}

/**
 * Makes an organization; the caller is its owner.
 *
 * @param command.slugs the slugs to try, in this order
 * @returns outcome: the membership; or `slug_taken` when each slug is taken, `rate_limited` after too many organizations
 */
export function decideCreateOrganization(
  found: SlugsInUse,
  command: { id: OrganizationId; name: string; slugs: string[]; actor: Actor },
  { user }: Pick<Caller, "user">,
  now: number,
  policy: UserLimitPolicy,
): Decision<OwnMembership | Failure<"slug_taken" | "rate_limited">> {
  const counted = countUse("newOrganization", { userId: user.id, usage: found.created }, now, policy);
  if (isFailure(counted)) return noChange(counted);
  const slug = command.slugs.find((wanted) => !found.taken.includes(wanted));
  if (slug === undefined) return noChange(fail("slug_taken"));
  const { id, name, actor } = command;
  const organization: OrganizationRecord = { id, name, slug, primaryColor: null, createdAt: now };
  const membership: MembershipRecord = { organizationId: id, userId: user.id, role: "owner", joinedAt: now };
  return {
    outcome: { organization, membership },
    changes: [
      { kind: "insert-organization", organization },
      { kind: "insert-membership", membership },
      ...counted,
    ],
    events: [organizationEvent("organization_created", organization, user.id, actor, now)],
  };
}

/** The values to change; an absent member stays unchanged. */
export interface OrganizationChanges {
  name?: string | undefined;
  slug?: string | undefined;
  primaryColor?: string | null | undefined;
}

/**
 * Changes an organization.
 *
 * @param namesake the organization that has the wanted slug, or null
 * @returns outcome: the organization as it is now; or `slug_taken`
 */
export function decideUpdateOrganization(
  namesake: OrganizationRecord | null,
  { changes, actor }: { changes: OrganizationChanges; actor: Actor },
  { organization, user }: OrganizationMember,
  now: number,
): Decision<OrganizationRecord | Failure<"slug_taken">> {
  if (namesake && namesake.id !== organization.id) return noChange(fail("slug_taken"));
  const { id, name, slug, primaryColor } = organization;
  const { name: newName = name, slug: newSlug = slug, primaryColor: newColor = primaryColor } = changes;
  if (newName === name && newSlug === slug && newColor === primaryColor) return noChange(organization);
  const set = { name: newName, slug: newSlug, primaryColor: newColor };
  return {
    outcome: { ...organization, ...set },
    changes: [{ kind: "update-organization", id, set }],
    events: [organizationEvent("organization_changed", organization, user.id, actor, now)],
  };
}

/**
 * Deletes an organization with its members, workspaces, invitations and keys. Sessions that work in it work in none, and
 * each member is told.
 *
 * @param memberIds the users who are members
 */
export function decideDeleteOrganization(
  memberIds: string[],
  { actor }: { actor: Actor },
  { organization, user }: OrganizationMember,
  now: number,
): Decision<null> {
  const others = memberIds.filter((id) => id !== user.id);
  return {
    outcome: null,
    changes: [{ kind: "delete-organization", id: organization.id }],
    events: [
      organizationEvent("organization_deleted", organization, user.id, actor, now),
      ...others.map((id) => organizationEvent("member_removed", organization, id, actor, now)),
    ],
  };
}

/**
 * @param userId the user in whose activity it is listed
 * @param details what else it is about, besides the organization
 */
export function organizationEvent(
  name: AuditEventName,
  organization: Pick<OrganizationRecord, "id" | "name">,
  userId: string,
  actor: Actor,
  at: number,
  details: Record<string, string> = {},
): AuditEvent {
  return {
    name,
    at,
    userId,
    sessionId: null,
    actor,
    reason: null,
    details: { organizationId: organization.id, organization: organization.name, ...details },
  };
}

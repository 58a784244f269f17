/** Making, changing and deleting organizations. */
import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { newId } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { claimOf } from "@/lib/server/for-caller";
import { userLimitPolicy } from "@/lib/server/rate-limit";
import type { Principal } from "@/lib/server/sessions/sessions";
import { decideForCaller } from "@/lib/session/caller";
import { type Decision, noChange } from "@/lib/session/decision";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import {
  decideCreateOrganization,
  decideDeleteOrganization,
  decideUpdateOrganization,
  type OrganizationChanges,
  type OwnMembership,
} from "@/lib/session/organizations/organization";
import type { MembershipView, OrganizationView } from "@/lib/session/organizations/organization-contract";
import type { OrganizationId } from "@/lib/session/organizations/organization-records";
import { memberActor, memberRule, type OrganizationAccess } from "./access";
import { membershipView, organizationView } from "./organization-views";
import { wantedSlugs } from "./wanted-slugs";

/** @returns the organizations of a user, by name, with the workspaces the user may work in */
export async function listMemberships(userId: string): Promise<MembershipView[]> {
  const db = database();
  const [memberships, workspaces] = await Promise.all([
    db.listMemberships(userId),
    db.listWorkspacesOf(userId),
  ]);
  return memberships.map(({ organization, membership }) =>
    membershipView(organization, membership, workspaces),
  );
}

/**
 * Makes an organization; its maker is the owner.
 *
 * @param input.slug made from the name when it is missing
 * @returns the membership; or `slug_taken`, `rate_limited` after too many organizations, and the codes of
 *   `changeSessionFor`
 */
export async function createOrganization(
  principal: Principal,
  { name, slug }: { name: string; slug?: string | undefined },
  client: ClientInfo,
): Promise<MembershipView | Failure> {
  const id = newId() as OrganizationId;
  const slugs = wantedSlugs(name, slug);
  const command = { id, name, slugs, actor: actorOf(client, principal.session) };
  const claim = claimOf(principal);
  const { outcome } = await database().createOrganizationForCaller(claim, slugs, (found, now) =>
    decideForCaller(
      found,
      claim,
      now,
      (target, now, caller): Decision<OwnMembership | Failure> =>
        target
          ? decideCreateOrganization(target, command, caller, now, userLimitPolicy())
          : noChange(fail("not_authenticated")),
    ),
  );
  return isFailure(outcome) ? outcome : membershipView(outcome.organization, outcome.membership, []);
}

/**
 * Changes name, slug or accent colour.
 *
 * @returns the organization; or `slug_taken`, and the codes of `authorizeMember`
 */
export async function updateOrganization(
  access: OrganizationAccess,
  changes: OrganizationChanges,
  client: ClientInfo,
): Promise<OrganizationView | Failure> {
  const command = { changes, actor: memberActor(access, client) };
  const { outcome } = await database().changeOrganization(
    access.claim,
    { id: access.organization.id, slug: changes.slug },
    memberRule(access, "organization.update", (namesake, member, now) =>
      decideUpdateOrganization(namesake, command, member, now),
    ),
  );
  return isFailure(outcome) ? outcome : organizationView(outcome);
}

/** Deletes an organization and everything in it. @returns null; or the codes of `authorizeMember` */
export async function deleteOrganization(
  access: OrganizationAccess,
  client: ClientInfo,
): Promise<Failure | null> {
  const actor = memberActor(access, client);
  const { outcome } = await database().deleteOrganization(
    access.claim,
    access.organization.id,
    memberRule(access, "organization.delete", (memberIds, member, now) =>
      decideDeleteOrganization(memberIds, { actor }, member, now),
    ),
  );
  return outcome;
}

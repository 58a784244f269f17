/** Changes of organizations and of what belongs to them. Each locks and reads its rows; the caller's rule decides. */
import type { CallerAndTarget } from "@/lib/session/caller";
import type { SlugsInUse } from "@/lib/session/organizations/organization";
import type { FoundOrganization, OrganizationClaim } from "@/lib/session/organizations/organization-access";
import type { OrganizationId, OrganizationRecord } from "@/lib/session/organizations/organization-records";
import type { CallerKey } from "./queries/caller-reads";
import { loadMemberIds } from "./queries/members";
import {
  loadNamesake,
  loadOrganization,
  loadSlugForOwner,
  loadSlugsForCaller,
} from "./queries/organizations";
import type { Committed, Rule, RunRule } from "./transaction";

/** @returns the changes of organizations, as methods of `Database` */
export function createOrganizationChanges(run: RunRule) {
  return {
    /** Makes an organization for a signed-in caller, who is locked. */
    async createOrganizationForCaller<Outcome>(
      caller: CallerKey,
      slugs: string[],
      rule: Rule<CallerAndTarget<SlugsInUse>, Outcome>,
    ): Promise<Committed<CallerAndTarget<SlugsInUse>, Outcome>> {
      return run(() => loadSlugsForCaller(caller, slugs), rule);
    },

    /** Makes an organization without a caller, for its owner. The rule gets the organization that has the slug already. */
    async createOrganization<Outcome>(
      { ownerId, slug }: { ownerId: string; slug: string },
      rule: Rule<OrganizationRecord, Outcome>,
    ): Promise<Committed<OrganizationRecord, Outcome>> {
      return run(() => loadSlugForOwner(ownerId, slug), rule);
    },

    /**
     * Changes an organization for one of its members. The target is the organization that has the wanted slug.
     *
     * @param slug the slug it shall have; undefined when the slug stays
     */
    async changeOrganization<Outcome>(
      claim: OrganizationClaim,
      { id, slug }: { id: OrganizationId; slug?: string | undefined },
      rule: Rule<FoundOrganization<OrganizationRecord | null>, Outcome>,
    ): Promise<Committed<FoundOrganization<OrganizationRecord | null>, Outcome>> {
      return run(() => loadOrganization(claim, id, () => loadNamesake(slug)), rule);
    },

    /** Deletes an organization for one of its members. The target is the ids of all members. */
    async deleteOrganization<Outcome>(
      claim: OrganizationClaim,
      id: OrganizationId,
      rule: Rule<FoundOrganization<string[]>, Outcome>,
    ): Promise<Committed<FoundOrganization<string[]>, Outcome>> {
      return run(() => loadOrganization(claim, id, loadMemberIds), rule);
    },
  };
}

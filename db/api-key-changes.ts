/** Changes of API keys. Each locks and reads its rows; the caller's rule decides. */
import type { FoundOrganization, OrganizationClaim } from "@/lib/session/organizations/organization-access";
import type { ApiKeyRecord, OrganizationId } from "@/lib/session/organizations/organization-records";
import { countApiKeys, loadApiKey } from "./queries/api-keys";
import { loadOrganization } from "./queries/organizations";
import type { Committed, Rule, RunRule } from "./transaction";

/** The target is null for a key that the organization does not have. */
type Found = FoundOrganization<ApiKeyRecord | null>;

/** @returns the changes of API keys, as methods of `Database` */
export function createApiKeyChanges(run: RunRule) {
  return {
    /** Makes an API key of an organization, for a member. The rule gets how many there are. */
    async addApiKey<Outcome>(
      claim: OrganizationClaim,
      organizationId: OrganizationId,
      rule: Rule<FoundOrganization<number>, Outcome>,
    ): Promise<Committed<FoundOrganization<number>, Outcome>> {
      return run(() => loadOrganization(claim, organizationId, countApiKeys), rule);
    },

    /** Revokes an API key of an organization, for a member. */
    async changeApiKey<Outcome>(
      claim: OrganizationClaim,
      { organizationId, id }: { organizationId: OrganizationId; id: string },
      rule: Rule<Found, Outcome>,
    ): Promise<Committed<Found, Outcome>> {
      return run(() => loadOrganization(claim, organizationId, (of) => loadApiKey(of, id)), rule);
    },
  };
}

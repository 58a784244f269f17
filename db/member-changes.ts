/** Changes of an organization's members: the organization is locked, so they are decided one after the other. */
import type { MemberToChange } from "@/lib/session/organizations/member";
import type { FoundOrganization, OrganizationClaim } from "@/lib/session/organizations/organization-access";
import type { OrganizationId } from "@/lib/session/organizations/organization-records";
import { loadMemberToChange } from "./queries/members";
import { loadOrganization } from "./queries/organizations";
import type { Committed, Rule, RunRule } from "./transaction";

/** @returns the changes of members, as methods of `Database` */
export function createMemberChanges(run: RunRule) {
  return {
    /**
     * Changes a member of an organization for another, or for the member.
     *
     * @param userId the member to change
     */
    async changeMember<Outcome>(
      claim: OrganizationClaim,
      { id, userId }: { id: OrganizationId; userId: string },
      rule: Rule<FoundOrganization<MemberToChange>, Outcome>,
    ): Promise<Committed<FoundOrganization<MemberToChange>, Outcome>> {
      return run(() => loadOrganization(claim, id, (own) => loadMemberToChange(own, userId)), rule);
    },
  };
}

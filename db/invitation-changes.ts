/** Changes of invitations. Each locks and reads its rows; the caller's rule decides. */
import type { CallerAndTarget } from "@/lib/session/caller";
import type { InvitedAddress, PresentedInvitation } from "@/lib/session/organizations/invitation";
import type { FoundOrganization, OrganizationClaim } from "@/lib/session/organizations/organization-access";
import type { InvitationRecord, OrganizationId } from "@/lib/session/organizations/organization-records";
import type { CallerKey } from "./queries/caller-reads";
import { loadInvitation, loadInvitedAddress, loadPresentedInvitation } from "./queries/invitations";
import { loadOrganization } from "./queries/organizations";
import type { Committed, Rule, RunRule } from "./transaction";

/** A change of something that belongs to an organization. */
type Change<Target, Outcome> = Promise<Committed<FoundOrganization<Target>, Outcome>>;
type RuleFor<Target, Outcome> = Rule<FoundOrganization<Target>, Outcome>;

/** @returns the changes of invitations, as methods of `Database` */
export function createInvitationChanges(run: RunRule) {
  return {
    /** Invites an address, for a member. @param email in canonical form */
    async changeInvitedAddress<Outcome>(
      claim: OrganizationClaim,
      { organizationId, email }: { organizationId: OrganizationId; email: string },
      rule: RuleFor<InvitedAddress, Outcome>,
    ): Change<InvitedAddress, Outcome> {
      return run(() => loadOrganization(claim, organizationId, (of) => loadInvitedAddress(of, email)), rule);
    },

    /** Changes an invitation of an organization, for a member. */
    async changeInvitation<Outcome>(
      claim: OrganizationClaim,
      { organizationId, id }: { organizationId: OrganizationId; id: string },
      rule: RuleFor<InvitationRecord | null, Outcome>,
    ): Change<InvitationRecord | null, Outcome> {
      return run(() => loadOrganization(claim, organizationId, (of) => loadInvitation(of, id)), rule);
    },

    /** Makes the caller a member of the organization whose invitation has this secret. */
    async acceptInvitationForCaller<Outcome>(
      caller: CallerKey,
      hash: string,
      rule: Rule<CallerAndTarget<PresentedInvitation>, Outcome>,
    ): Promise<Committed<CallerAndTarget<PresentedInvitation>, Outcome>> {
      return run(() => loadPresentedInvitation(caller, hash), rule);
    },
  };
}

/** Invitations to an organization: sending, listing, withdrawing and accepting them. */
import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { config } from "@/lib/server/config";
import { hashToken, newId, newSecret } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { claimOf } from "@/lib/server/for-caller";
import { newMailTo } from "@/lib/server/mail/outgoing";
import { consume } from "@/lib/server/rate-limit";
import type { Principal } from "@/lib/server/sessions/sessions";
import { decideForCaller } from "@/lib/session/caller";
import type { Decision } from "@/lib/session/decision";
import { type Failure, isFailure } from "@/lib/session/failure";
import {
  decideAcceptInvitation,
  decideInvite,
  decideWithdrawInvitation,
  type NewInvitation,
} from "@/lib/session/organizations/invitation";
import type { OwnMembership } from "@/lib/session/organizations/organization";
import type { InvitationView, MembershipView } from "@/lib/session/organizations/organization-contract";
import { memberActor, memberRule, type OrganizationAccess } from "./access";
import { invitationView, membershipView } from "./organization-views";

/** @returns the open invitations of an organization, oldest first, without their secrets */
export async function listInvitations({ organization, now }: OrganizationAccess): Promise<InvitationView[]> {
  return (await database().listInvitations(organization.id, now)).map(invitationView);
}

/**
 * Invites an address: it gets a message with a link. The link names the host of `APP_URL`, whatever the request said.
 *
 * @param input.email in canonical form
 * @returns the invitation; or `forbidden` for a role above the inviter's own, `already_member`, `rate_limited` after too
 *   many invitations by this user, of this organization, or to this address from it or from all, and the codes of
 *   `authorizeMember`
 */
export async function invite(
  access: OrganizationAccess,
  { email, role }: Pick<NewInvitation, "email" | "role">,
  client: ClientInfo,
): Promise<InvitationView | Failure> {
  const { claim, organization } = access;
  const address = hashToken(email);
  const blocked = await consume(
    { limit: "inviter", key: access.user.id },
    { limit: "invitingOrganization", key: organization.id },
    { limit: "invitedAddress", key: `${organization.id}:${address}` },
    { limit: "invitedAddressByUser", key: `${access.user.id}:${address}` },
    { limit: "invitedAddressInAll", key: address },
  );
  if (blocked) return blocked.failure;
  const secret = newSecret();
  const mail = newMailTo("invitation", client.language, {
    link: `${config().origin}/invitations#token=${secret}`,
  });
  const made: NewInvitation = {
    id: newId(),
    hash: hashToken(secret),
    email,
    role,
    mail: ({ user, organization }, now) =>
      mail(email, { inviter: user.name, organization: organization.name, role }, now),
  };
  const actor = memberActor(access, client);
  const { outcome } = await database().changeInvitedAddress(
    claim,
    { organizationId: organization.id, email },
    memberRule(access, "invitations.change", (found, member, now) =>
      decideInvite(found, made, actor, member, now),
    ),
  );
  return isFailure(outcome) ? outcome : invitationView(outcome);
}

/** Withdraws an invitation. @returns null; or `not_found`, and the codes of `authorizeMember` */
export async function withdrawInvitation(
  access: OrganizationAccess,
  id: string,
  client: ClientInfo,
): Promise<Failure | null> {
  const { claim, organization } = access;
  const actor = memberActor(access, client);
  const { outcome } = await database().changeInvitation(
    claim,
    { organizationId: organization.id, id },
    memberRule(access, "invitations.change", (invitation, member, now) =>
      decideWithdrawInvitation(invitation, actor, member, now),
    ),
  );
  return outcome;
}

/**
 * Makes the caller a member of the organization that invited the caller's address.
 *
 * @param secret from the link
 * @returns the membership; or `invalid_ticket` for an invitation that is unknown, expired, withdrawn or used, or whose
 *   inviter lost the right to invite; `wrong_account`, `already_member`, and the codes of `changeSessionFor`
 */
export async function acceptInvitation(
  principal: Principal,
  secret: string,
  client: ClientInfo,
): Promise<MembershipView | Failure> {
  const claim = claimOf(principal);
  const actor = actorOf(client, principal.session);
  const { outcome } = await database().acceptInvitationForCaller(claim, hashToken(secret), (found, now) =>
    decideForCaller(
      found,
      claim,
      now,
      (invitation, now, { user }): Decision<OwnMembership | Failure> =>
        decideAcceptInvitation(invitation, user, actor, now),
    ),
  );
  if (isFailure(outcome)) return outcome;
  const { organization, membership } = outcome;
  const workspaces = await database().listWorkspacesIn(organization.id, membership.userId);
  return membershipView(organization, membership, workspaces);
}

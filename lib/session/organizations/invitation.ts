/**
 * Invitations: a link to an e-mail address, which makes the user who has that address a member. A row exists only while
 * the invitation is open: accepting or withdrawing deletes it, and so does the end of the inviter's membership.
 */
import { type Actor, type AuditEvent, type Change, type Decision, noChange } from "@/lib/session/decision";
import { type Failure, fail } from "@/lib/session/failure";
import type { UserRecord } from "@/lib/session/session";
import { validation } from "@/lib/texts/en/validation";
import { fillIn } from "@/lib/texts/fill-in";
import { type OwnMembership, organizationEvent } from "./organization";
import type { OrganizationMember } from "./organization-access";
import { isAtLeast, mayDo } from "./organization-permissions";
import type {
  InvitationRecord,
  MembershipRecord,
  OrganizationRecord,
  OrganizationRole,
} from "./organization-records";

export const INVITATION_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;
/** The list of an organization's invitations is read whole. */
export const MAX_INVITATIONS = 500;
const TOO_MANY = { path: "", message: fillIn(validation.tooManyInvitations, { count: MAX_INVITATIONS }) };

/** What an organization already has of an address; read under the organization's lock. */
export interface InvitedAddress {
  /** The membership of the user who has the address. */
  membership: MembershipRecord | null;
  /** The invitation to the address that has not been accepted; it may have expired. */
  invitation: InvitationRecord | null;
  /** How many invitations the organization has, to any address. */
  count: number;
}

/** What a member asks for, and the random parts of an invitation, made before the transaction. */
export interface NewInvitation {
  id: string;
  /** SHA-256 of the secret in the link. */
  hash: string;
  /** In canonical form. */
  email: string;
  role: OrganizationRole;
  /** Writes the message with the link. */
  mail: (member: OrganizationMember, now: number) => Change;
}

/**
 * Invites an address. A second invitation to it replaces the first, whose link is then unknown.
 *
 * @returns outcome: the invitation; `forbidden` for a role above the inviter's own; `already_member` for the address of
 *   a member; `invalid_request` when the organization has too many
 */
export function decideInvite(
  found: InvitedAddress,
  { mail, ...made }: NewInvitation,
  actor: Actor,
  member: OrganizationMember,
  now: number,
): Decision<InvitationRecord | Failure<"forbidden" | "already_member" | "invalid_request">> {
  const { organization, membership, user } = member;
  if (!isAtLeast(membership.role, made.role)) return noChange(fail("forbidden"));
  if (found.membership) return noChange(fail("already_member"));
  if (!found.invitation && found.count >= MAX_INVITATIONS)
    return noChange(fail("invalid_request", { issues: [TOO_MANY] }));
  const invitation: InvitationRecord = {
    ...made,
    organizationId: organization.id,
    invitedBy: user.id,
    createdAt: now,
    expiresAt: now + INVITATION_LIFETIME_MS,
  };
  return {
    outcome: invitation,
    changes: [
      ...(found.invitation ? [deletion(found.invitation)] : []),
      { kind: "insert-invitation", invitation },
      mail(member, now),
    ],
    events: [invitationEvent("invitation_sent", invitation, organization, actor, now)],
  };
}

/**
 * Withdraws an invitation: its link is then unknown.
 *
 * @param invitation null when the organization has no such invitation
 * @returns outcome: null; or `not_found`, also for one that has expired and is not listed any more
 */
export function decideWithdrawInvitation(
  invitation: InvitationRecord | null,
  actor: Actor,
  { organization }: Pick<OrganizationMember, "organization">,
  now: number,
): Decision<null | Failure<"not_found">> {
  if (!invitation || now >= invitation.expiresAt) return noChange(fail("not_found"));
  return {
    outcome: null,
    changes: [deletion(invitation)],
    events: [invitationEvent("invitation_withdrawn", invitation, organization, actor, now)],
  };
}

/** An invitation that was found by its secret, with what accepting it depends on; read under the organization's lock. */
export interface PresentedInvitation {
  invitation: InvitationRecord;
  organization: OrganizationRecord;
  inviter: { role: OrganizationRole; disabledAt: number | null };
  /** The membership that the user who accepts has already. */
  membership: MembershipRecord | null;
}

/**
 * Makes a user a member. The secret was sent to the user's address, so it also proves that mail to this address arrives:
 * an address that was never verified is verified now.
 *
 * @param found null for a secret that is unknown, or whose invitation was accepted, replaced or withdrawn
 * @returns outcome: the membership; `invalid_ticket` also when the invitation has expired or its inviter may not give the
 *   role any more; `wrong_account` when it was sent to another address; `already_member`
 */
export function decideAcceptInvitation(
  found: PresentedInvitation | null,
  user: UserRecord,
  actor: Actor,
  now: number,
): Decision<OwnMembership | Failure<"invalid_ticket" | "wrong_account" | "already_member">> {
  if (!found || now >= found.invitation.expiresAt || !mayStillInvite(found))
    return noChange(fail("invalid_ticket"));
  const { invitation, organization } = found;
  if (invitation.email !== user.email) return noChange(fail("wrong_account"));
  if (found.membership) return noChange(fail("already_member"));

  const { organizationId, role } = invitation;
  const membership: MembershipRecord = { organizationId, userId: user.id, role, joinedAt: now };
  const verified: Change = { kind: "update-user", id: user.id, set: { emailVerifiedAt: now } };
  const event = invitationEvent("invitation_accepted", invitation, organization, actor, now);
  return {
    outcome: { organization, membership },
    changes: [
      deletion(invitation),
      { kind: "insert-membership", membership },
      ...(user.emailVerifiedAt === null ? [verified] : []),
    ],
    events: [{ ...event, userId: user.id }],
  };
}

function mayStillInvite({ inviter, invitation }: PresentedInvitation): boolean {
  const isAllowed =
    mayDo(inviter.role, null, "invitations.change") && isAtLeast(inviter.role, invitation.role);
  return isAllowed && inviter.disabledAt === null;
}

function deletion({ id }: InvitationRecord): Change {
  return { kind: "delete-invitation", id };
}

/** Listed in the activity of the member who invited, also when another admin withdraws the invitation. */
function invitationEvent(
  name: "invitation_sent" | "invitation_withdrawn" | "invitation_accepted",
  { invitedBy, email, role }: InvitationRecord,
  organization: OrganizationRecord,
  actor: Actor,
  at: number,
): AuditEvent {
  return organizationEvent(name, organization, invitedBy, actor, at, { email, role });
}

"use client";

import type { ReactNode } from "react";
import { useTexts } from "#texts";
import { ListSkeleton } from "@/app/ui/feedback/list-skeleton";
import { InvitationList } from "@/app/ui/organizations/invitation-list";
import { InviteForm } from "@/app/ui/organizations/invite-form";
import { type MemberActions, MemberList } from "@/app/ui/organizations/member-list";
import { OrganizationNotice } from "@/app/ui/organizations/organization-notice";
import { grantableRoles } from "@/app/ui/organizations/roles";
import type { PostedFormAction } from "@/app/ui/organizations/use-posted-form";
import { Panel } from "@/app/ui/shell/panel";
import { useOrganization } from "@/lib/client/react/use-organization";
import type {
  InvitationView,
  MembershipView,
  MemberView,
} from "@/lib/session/organizations/organization-contract";
import { mayDo } from "@/lib/session/organizations/organization-permissions";

interface Props {
  initial: { membership: MembershipView; members: MemberView[]; invitations?: InvitationView[] };
  userId: string;
  /** Which page of the members, from 1. */
  page: number;
  hasNextPage: boolean;
  /** The server actions that the forms post to without JavaScript. */
  actions: MemberActions & { invite: PostedFormAction; withdraw: PostedFormAction };
  /** Where the email is while no mail server sends it; see `MailHint`. */
  mailbox: ReactNode;
}

/** The members of an organization, and the people who are invited. It starts with the server's lists. */
export function Members({ initial, userId, page, hasNextPage, actions, mailbox }: Props) {
  const t = useTexts("organizations");
  const organizationId = initial.membership.organization.id;
  const organization = useOrganization({ organizationId, parts: ["members", "invitations"], page, initial });
  const { membership, members, invitations, invite, withdrawInvitation } = organization;
  const role = membership?.role;

  return (
    <>
      <OrganizationNotice organization={organization} />
      {role && (members.length > 0 || !organization.isLoading) ? (
        <MemberList
          organizationId={organizationId}
          organization={organization}
          role={role}
          userId={userId}
          page={page}
          hasNextPage={hasNextPage}
          actions={actions}
        />
      ) : (
        !organization.error && <ListSkeleton title={t.members.title} label={t.members.loading} />
      )}
      {role && mayDo(role, null, "invitations.change") && (
        <Panel title={t.invitations.title} hint={t.invitations.hint}>
          <InviteForm
            organizationId={organizationId}
            roles={grantableRoles(role)}
            action={actions.invite}
            onInvite={invite}
            mailbox={mailbox}
          />
          <InvitationList
            organizationId={organizationId}
            invitations={invitations}
            onWithdraw={withdrawInvitation}
            action={actions.withdraw}
          />
        </Panel>
      )}
    </>
  );
}

import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { MailHint } from "@/app/(public)/mail-hint";
import { SettingsPage } from "@/app/ui/organizations/settings-page";
import { listInvitations } from "@/lib/server/organizations/invitations";
import { listMembers } from "@/lib/server/organizations/members";
import { mayDo } from "@/lib/session/organizations/organization-permissions";
import { organizationPath } from "@/lib/session/page-paths";
import { requireMember } from "@/lib/web/pages/organization-pages";
import { getTexts } from "@/lib/web/pages/texts";
import { pageInAddress } from "@/lib/web/request/fields";
import {
  changeRoleAction,
  inviteMemberAction,
  removeMemberAction,
  withdrawInvitationAction,
} from "../../actions";
import { Members } from "./members";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTexts("organizations")).members.title };
}

/** The usual page of `GET …/members`, from which the browser loads the list again. */
const PAGE_SIZE = 50;

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function MembersPage({ params, searchParams }: Props) {
  const { id } = await params;
  const page = pageInAddress.parse((await searchParams).page);
  const { user, membership, access } = await requireMember(id, "/members", "members.read");
  const { organization } = access;
  const [members, [next], invitations] = await Promise.all([
    listMembers(organization.id, { page, pageSize: PAGE_SIZE }),
    // Pages of one: this is the first member of the next page.
    listMembers(organization.id, { page: page * PAGE_SIZE + 1, pageSize: 1 }),
    mayDo(membership.role, null, "invitations.read") ? listInvitations(access) : undefined,
  ]);
  // Members may have gone since the link was made.
  if (page > 1 && members.length === 0) redirect(organizationPath(id, "/members"));
  return (
    <SettingsPage membership={membership} here="members">
      {/* Each page of the list is a list of its own. */}
      <Members
        key={page}
        initial={{ membership, members, ...(invitations && { invitations }) }}
        userId={user.id}
        page={page}
        hasNextPage={next !== undefined}
        actions={{
          changeRole: changeRoleAction,
          removeMember: removeMemberAction,
          invite: inviteMemberAction,
          withdraw: withdrawInvitationAction,
        }}
        mailbox={<MailHint />}
      />
    </SettingsPage>
  );
}

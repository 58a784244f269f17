"use client";

import { useActionState } from "react";
import { useTexts } from "#texts";
import { ConfirmDialog } from "@/app/ui/feedback/confirm-dialog";
import { useOffline } from "@/app/ui/feedback/use-offline";
import { PageLinks } from "@/app/ui/shell/page-links";
import { Panel } from "@/app/ui/shell/panel";
import type { Organization } from "@/lib/client/react/use-organization";
import type { MemberView } from "@/lib/session/organizations/organization-contract";
import type { OrganizationRole } from "@/lib/session/organizations/organization-records";
import { MemberRow } from "./member-row";
import { PostedNotice } from "./posted-notice";
import { grantableRoles, mayManage } from "./roles";
import { type PostedFormAction, refusalOf } from "./use-posted-form";
import { useRemoval } from "./use-removal";

/** The server actions that the forms of the list post to without JavaScript. */
export interface MemberActions {
  changeRole: PostedFormAction;
  removeMember: PostedFormAction;
}

interface Props {
  organizationId: string;
  organization: Pick<Organization, "members" | "changeRole" | "removeMember">;
  /** The user's own. */
  role: OrganizationRole;
  userId: string;
  /** Which page of the members this is, from 1. */
  page: number;
  hasNextPage: boolean;
  actions: MemberActions;
}

/** The members of an organization, fifty on a page. The user leaves on the page of general settings. */
export function MemberList(props: Props) {
  const { organizationId, organization, role, userId, page, hasNextPage, actions } = props;
  const { members, changeRole, removeMember } = organization;
  const t = useTexts("organizations");
  const isOffline = useOffline();
  const [changed, roleAction] = useActionState(actions.changeRole, null);
  const [removed, removeAction] = useActionState(actions.removeMember, null);
  const { ask, chosen, dialog } = useRemoval<MemberView["user"]>(
    ({ id }) => removeMember(id),
    ({ name }) => t.members.removedOne({ name }),
  );
  const roles = grantableRoles(role);

  return (
    <>
      <Panel title={t.members.title}>
        <PostedNotice posted={changed} done={t.members.roleChanged} />
        <PostedNotice posted={removed} done={t.members.removed} />
        {members.length === 0 && <p className="px-5 py-8 text-center text-muted">{t.members.none}</p>}
        <ul className="divide-y divide-line">
          {members.map((member) => {
            const { id } = member.user;
            const isManaged = mayManage(role, member.role);
            const fields = { organizationId, userId: id };
            return (
              <MemberRow
                key={id}
                member={member}
                isSelf={id === userId}
                roles={isManaged ? roles : []}
                isOffline={isOffline}
                onRole={(next) => changeRole(id, next)}
                onRemove={isManaged && id !== userId ? () => ask(member.user) : undefined}
                posts={{
                  role: { action: roleAction, fields, refusal: refusalOf(changed, fields) },
                  remove: { action: removeAction, fields },
                }}
              />
            );
          })}
        </ul>
      </Panel>
      {(page > 1 || hasNextPage) && (
        <PageLinks
          previous={page > 1 ? `?page=${page - 1}` : null}
          next={hasNextPage ? `?page=${page + 1}` : null}
        >
          {t.page({ page })}
        </PageLinks>
      )}
      {chosen && (
        <ConfirmDialog {...dialog} title={t.members.ask({ name: chosen.name })} confirm={t.members.remove}>
          <p>{t.members.effect}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

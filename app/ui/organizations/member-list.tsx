"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/app/ui/feedback/confirm-dialog";
import { useDialog } from "@/app/ui/feedback/use-dialog";
import { useOffline } from "@/app/ui/feedback/use-offline";
import { PageLinks } from "@/app/ui/shell/page-links";
import { Panel } from "@/app/ui/shell/panel";
import type { Organization } from "@/lib/client/react/use-organization";
import type { MemberView } from "@/lib/session/organizations/organization-contract";
import type { OrganizationRole } from "@/lib/session/organizations/organization-records";
import { MemberRow } from "./member-row";
import { grantableRoles, mayManage } from "./roles";

interface Props {
  organization: Pick<Organization, "members" | "changeRole" | "removeMember">;
  /** The user's own. */
  role: OrganizationRole;
  userId: string;
  /** Which page of the members this is, from 1. */
  page: number;
  hasNextPage: boolean;
}

/** The members of an organization, fifty on a page. The user leaves on the page of general settings. */
export function MemberList({ organization, role, userId, page, hasNextPage }: Props) {
  const { members, changeRole, removeMember } = organization;
  const isOffline = useOffline();
  // Kept after the dialog is closed, so that its text stays while it closes.
  const [removed, setRemoved] = useState<MemberView["user"] | null>(null);
  const { open, dialog } = useDialog(async () => {
    if (!removed) return "";
    await removeMember(removed.id);
    return `Removed ${removed.name}`;
  });
  const roles = grantableRoles(role);

  return (
    <>
      <Panel title="Members">
        {members.length === 0 && <p className="px-5 py-8 text-center text-muted">No members on this page.</p>}
        <ul className="divide-y divide-line">
          {members.map((member) => {
            const isSelf = member.user.id === userId;
            const isManaged = mayManage(role, member.role);
            return (
              <MemberRow
                key={member.user.id}
                member={member}
                isSelf={isSelf}
                roles={isManaged ? roles : []}
                isOffline={isOffline}
                onRole={(next) => changeRole(member.user.id, next)}
                onRemove={
                  isManaged && !isSelf
                    ? () => {
                        setRemoved(member.user);
                        open();
                      }
                    : undefined
                }
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
          Page {page}
        </PageLinks>
      )}
      {removed && (
        <ConfirmDialog {...dialog} title={`Remove ${removed.name}?`} confirm="Remove">
          <p>They lose access right away. Invitations they sent and API keys they made stop working.</p>
        </ConfirmDialog>
      )}
    </>
  );
}

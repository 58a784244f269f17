"use client";

import { useActionState } from "react";
import { useTexts } from "#texts";
import { ConfirmDialog } from "@/app/ui/feedback/confirm-dialog";
import { useOffline } from "@/app/ui/feedback/use-offline";
import { ExactTime } from "@/app/ui/time/relative-time";
import type { InvitationView } from "@/lib/session/organizations/organization-contract";
import { ListRow } from "./list-row";
import { PostedNotice } from "./posted-notice";
import { RemoveForm } from "./remove-form";
import type { PostedFormAction } from "./use-posted-form";
import { useRemoval } from "./use-removal";

interface Props {
  organizationId: string;
  invitations: InvitationView[];
  /** Rejects with an `AuthError`. */
  onWithdraw: (invitationId: string) => Promise<void>;
  /** Withdraws without JavaScript. */
  action: PostedFormAction;
}

/** The invitations that are still open. */
export function InvitationList({ organizationId, invitations, onWithdraw, action }: Props) {
  const t = useTexts("organizations");
  const tOpen = t.invitations;
  const isOffline = useOffline();
  const [posted, formAction] = useActionState(action, null);
  const { ask, chosen, dialog } = useRemoval<InvitationView>(
    ({ id }) => onWithdraw(id),
    () => tOpen.withdrawn,
  );

  return (
    <div className="border-t border-line">
      <PostedNotice posted={posted} done={tOpen.withdrawn} />
      {invitations.length === 0 && <p className="px-5 py-6 text-center text-sm text-muted">{tOpen.none}</p>}
      <ul aria-label={tOpen.open} className="divide-y divide-line">
        {invitations.map((invitation) => (
          <ListRow
            key={invitation.id}
            name={invitation.email}
            facts={[
              t.role[invitation.role],
              <span key="end">{tOpen.ends({ date: <ExactTime at={invitation.expiresAt} dateOnly /> })}</span>,
            ]}
          >
            <RemoveForm
              verb={tOpen.withdraw}
              label={tOpen.withdrawOne({ email: invitation.email })}
              isOffline={isOffline}
              onPress={() => ask(invitation)}
              post={{ action: formAction, fields: { organizationId, invitationId: invitation.id } }}
            />
          </ListRow>
        ))}
      </ul>
      {chosen && (
        <ConfirmDialog {...dialog} title={tOpen.ask} confirm={tOpen.withdraw}>
          <p>
            {tOpen.effect({
              email: <bdi className="font-medium wrap-anywhere text-ink">{chosen.email}</bdi>,
            })}
          </p>
        </ConfirmDialog>
      )}
    </div>
  );
}

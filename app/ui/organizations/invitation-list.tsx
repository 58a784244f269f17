"use client";

import { useActionState } from "react";
import { ConfirmDialog } from "@/app/ui/feedback/confirm-dialog";
import { useOffline } from "@/app/ui/feedback/use-offline";
import { ExactTime } from "@/app/ui/time/relative-time";
import type { InvitationView } from "@/lib/session/organizations/organization-contract";
import { ListRow } from "./list-row";
import { PostedNotice } from "./posted-notice";
import { RemoveForm } from "./remove-form";
import { ROLE_NAMES } from "./roles";
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
  const isOffline = useOffline();
  const [posted, formAction] = useActionState(action, null);
  const { ask, chosen, dialog } = useRemoval<InvitationView>(
    ({ id }) => onWithdraw(id),
    () => "Invitation withdrawn",
  );

  return (
    <div className="border-t border-line">
      <PostedNotice posted={posted} done="Invitation withdrawn" />
      {invitations.length === 0 && (
        <p className="px-5 py-6 text-center text-sm text-muted">No open invitations.</p>
      )}
      <ul aria-label="Open invitations" className="divide-y divide-line">
        {invitations.map((invitation) => (
          <ListRow
            key={invitation.id}
            name={invitation.email}
            facts={[
              ROLE_NAMES[invitation.role],
              <span key="end">
                Ends <ExactTime at={invitation.expiresAt} dateOnly />
              </span>,
            ]}
          >
            <RemoveForm
              verb="Withdraw"
              label={`Withdraw the invitation of ${invitation.email}`}
              isOffline={isOffline}
              onPress={() => ask(invitation)}
              post={{ action: formAction, fields: { organizationId, invitationId: invitation.id } }}
            />
          </ListRow>
        ))}
      </ul>
      {chosen && (
        <ConfirmDialog {...dialog} title="Withdraw this invitation?" confirm="Withdraw">
          <p>
            The link sent to <bdi className="font-medium wrap-anywhere text-ink">{chosen.email}</bdi> stops
            working.
          </p>
        </ConfirmDialog>
      )}
    </div>
  );
}

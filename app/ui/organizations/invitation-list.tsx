"use client";

import { useState } from "react";
import { Button } from "@/app/ui/button";
import { ConfirmDialog } from "@/app/ui/feedback/confirm-dialog";
import { useDialog } from "@/app/ui/feedback/use-dialog";
import { useOffline } from "@/app/ui/feedback/use-offline";
import { InlineList } from "@/app/ui/shell/inline-list";
import { ExactTime } from "@/app/ui/time/relative-time";
import type { InvitationView } from "@/lib/session/organizations/organization-contract";
import { ROLE_NAMES } from "./roles";

interface Props {
  invitations: InvitationView[];
  /** Rejects with an `AuthError`. */
  onWithdraw: (invitationId: string) => Promise<void>;
}

/** The invitations that are still open. */
export function InvitationList({ invitations, onWithdraw }: Props) {
  const isOffline = useOffline();
  const [chosen, setChosen] = useState<InvitationView | null>(null);
  const { open, dialog } = useDialog(async () => {
    if (!chosen) return "";
    await onWithdraw(chosen.id);
    return "Invitation withdrawn";
  });

  return (
    <div className="border-t border-line">
      {invitations.length === 0 && (
        <p className="px-5 py-6 text-center text-sm text-muted">No open invitations.</p>
      )}
      <ul aria-label="Open invitations" className="divide-y divide-line">
        {invitations.map((invitation) => (
          <li key={invitation.id} className="flex flex-wrap items-center gap-x-4 gap-y-3 px-5 py-4 sm:px-6">
            <div className="min-w-0 grow basis-60">
              <p className="leading-6 font-medium">
                <bdi className="wrap-anywhere">{invitation.email}</bdi>
              </p>
              <InlineList>
                <span>{ROLE_NAMES[invitation.role]}</span>
                <span>
                  Ends <ExactTime at={invitation.expiresAt} dateOnly />
                </span>
              </InlineList>
            </div>
            <Button
              variant="quiet"
              size="small"
              className="noscript:hidden"
              aria-label={`Withdraw the invitation of ${invitation.email}`}
              disabled={isOffline}
              onClick={() => {
                setChosen(invitation);
                open();
              }}
            >
              Withdraw
            </Button>
          </li>
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

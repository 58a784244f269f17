"use client";

import { useRef } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Dialog, DialogActions } from "@/app/ui/feedback/dialog";
import { SessionEndSentence } from "@/app/ui/time/session-end-text";
import type { PageSessionEnd } from "@/lib/client/session/auth-state";

export interface ProviderReloginDialogProps {
  end: PageSessionEnd;
  onLeave: () => void;
}

/**
 * Stands over the hidden page after the end of a session that an identity provider began: its user may have no password
 * here. After a limit the page goes on as soon as its user touches it, if the provider still knows them. Otherwise the
 * way back is the sign-in page.
 */
export function ProviderReloginDialog({ end, onLeave }: ProviderReloginDialogProps) {
  const t = useTexts("session");
  const first = useRef<HTMLButtonElement>(null);
  const { renewal, reason, user } = end;
  const isDisabled = reason === "account_disabled";
  return (
    <Dialog
      open
      alone
      title={isDisabled ? t.signedOut : t.signInToContinue}
      initialFocus={first}
      footer={
        <DialogActions>
          <Button ref={renewal === "due" ? null : first} variant="quiet" onClick={onLeave}>
            {t.goToSignIn}
          </Button>
          {/* Any input anywhere starts the sign-in. The button is there because users look for one. */}
          {renewal === "due" && <Button ref={first}>{t.continue}</Button>}
        </DialogActions>
      }
    >
      <p>
        <SessionEndSentence end={end} />
      </p>
      {renewal === "running" ? (
        <p role="status">{t.askingProvider}</p>
      ) : (
        <p>
          {t.wasSignedInAs({
            email: <bdi className="font-medium wrap-anywhere text-ink">{user.email}</bdi>,
          })}
        </p>
      )}
    </Dialog>
  );
}

"use client";

import { useRef } from "react";
import { Button } from "@/app/ui/button";
import { Dialog, DialogActions } from "@/app/ui/feedback/dialog";
import { type SessionEndInfo, SessionEndSentence } from "@/app/ui/time/session-end-text";
import { PasswordPrompt } from "./password-prompt";

export interface ReloginDialogProps {
  end: SessionEndInfo;
  /** The account that was signed in here. Only its user may continue on this page. */
  email: string;
  /** Rejects with an `AuthError`. */
  onRelogin: (password: string) => Promise<void>;
  onLeave: () => void;
}

/** Stands over the hidden page after its session has ended. It says why, and asks for the password to continue. */
export function ReloginDialog({ end, email, onRelogin, onLeave }: ReloginDialogProps) {
  const field = useRef<HTMLInputElement>(null);
  const leave = useRef<HTMLButtonElement>(null);
  const isDisabled = end.reason === "account_disabled";
  const leaveButton = (
    <Button ref={leave} variant="quiet" onClick={onLeave}>
      {isDisabled ? "Go to sign in" : "Use another account"}
    </Button>
  );

  return (
    <Dialog
      open
      alone
      title={isDisabled ? "You’re signed out" : "Sign in to continue"}
      initialFocus={isDisabled ? leave : field}
      footer={
        isDisabled ? (
          <DialogActions>{leaveButton}</DialogActions>
        ) : (
          <PasswordPrompt email={email} field={field} onSubmit={onRelogin} confirm="Sign in">
            {leaveButton}
          </PasswordPrompt>
        )
      }
    >
      <p>
        <SessionEndSentence end={end} />
      </p>
      {!isDisabled && (
        <p>
          Your work is still here, exactly as you left it. You were signed in as{" "}
          <bdi className="font-medium wrap-anywhere text-ink">{email}</bdi>.
        </p>
      )}
    </Dialog>
  );
}

"use client";

import { useRef } from "react";
import { Button } from "@/app/ui/button";
import { Dialog, DialogActions } from "@/app/ui/feedback/dialog";
import { SessionEndSentence, type ToldEnd } from "@/app/ui/time/session-end-text";
import { PasswordPrompt } from "./password-prompt";

export interface ReloginDialogProps {
  end: ToldEnd;
  /** Who was signed in here: only they may go on with this page. */
  email: string;
  /** Rejects with a typed error. */
  onRelogin: (password: string) => Promise<void>;
  onLeave: () => void;
}

/** Stands over the blanked page after its session has ended: why, and how to go on. */
export function ReloginDialog({ end, email, onRelogin, onLeave }: ReloginDialogProps) {
  const field = useRef<HTMLInputElement>(null);
  const isShut = end.reason === "account_disabled";
  const leave = (
    <Button variant="quiet" onClick={onLeave}>
      {isShut ? "Go to sign in" : "Use another account"}
    </Button>
  );

  return (
    <Dialog
      open
      alone
      title={isShut ? "You’re signed out" : "Sign in to continue"}
      initialFocus={field}
      footer={
        isShut ? (
          <DialogActions>{leave}</DialogActions>
        ) : (
          <PasswordPrompt email={email} field={field} onSubmit={onRelogin} confirm="Sign in">
            {leave}
          </PasswordPrompt>
        )
      }
    >
      <p>
        <SessionEndSentence end={end} />
      </p>
      {!isShut && (
        <p>
          Your work is still here, exactly as you left it. You were signed in as{" "}
          <bdi className="font-medium wrap-anywhere text-ink">{email}</bdi>.
        </p>
      )}
    </Dialog>
  );
}

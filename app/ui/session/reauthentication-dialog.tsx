"use client";

import { useRef } from "react";
import { Button } from "@/app/ui/button";
import { Dialog } from "@/app/ui/feedback/dialog";
import { PasswordPrompt } from "./password-prompt";

export interface ReauthenticationDialogProps {
  open: boolean;
  email: string;
  /** Rejects with an `AuthError`; the action that needed the password then stays undone. */
  onConfirm: (password: string) => Promise<void>;
  onCancel: () => void;
}

/** Asks for the password before a sensitive action, which a stranger at an unlocked screen must not be able to do. */
export function ReauthenticationDialog({ open, email, onConfirm, onCancel }: ReauthenticationDialogProps) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      open={open}
      onOpenChange={onCancel}
      title="Confirm it’s you"
      initialFocus={field}
      footer={
        <PasswordPrompt email={email} field={field} onSubmit={onConfirm} confirm="Confirm">
          <Button variant="quiet" onClick={onCancel}>
            Cancel
          </Button>
        </PasswordPrompt>
      }
    >
      <p>
        It’s been a while since you signed in as{" "}
        <bdi className="font-medium wrap-anywhere text-ink">{email}</bdi>. Enter your password to continue.
      </p>
    </Dialog>
  );
}

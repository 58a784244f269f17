"use client";

import { type ReactNode, type RefObject, useRef, useState } from "react";
import { Button } from "@/app/ui/button";
import { Dialog } from "@/app/ui/feedback/dialog";
import { toFormError } from "@/app/ui/format/error-message";
import type { ReauthenticationProof } from "@/lib/client/session/account-actions";
import type { SecondFactor } from "@/lib/session/sign-in-contract";
import { PasswordPrompt } from "./password-prompt";
import { SecondFactorPrompt } from "./second-factor-prompt";

interface Confirmations {
  /** Rejects with an `AuthError`; the action that needed the proof then stays undone. */
  onConfirm: (proof: ReauthenticationProof) => Promise<void>;
  /** Asks for a passkey, and confirms with it. Does nothing if the user closes the browser's dialog. */
  onPasskey: () => Promise<void>;
  /** The second factors of the user; asked once the password alone was not enough. */
  findSecondFactors: () => Promise<SecondFactor[]>;
}

export interface ReauthenticationDialogProps extends Confirmations {
  open: boolean;
  email: string;
  onCancel: () => void;
}

/**
 * Asks for the password before a sensitive action, which a stranger at an unlocked screen must not be able to do. A user
 * with a second factor is asked for it next.
 */
export function ReauthenticationDialog(props: ReauthenticationDialogProps) {
  const { open, email, onCancel, ...confirmations } = props;
  const field = useRef<HTMLInputElement>(null);
  const [isSecondStep, setSecondStep] = useState(false);
  const [wasOpen, setWasOpen] = useState(open);
  if (open !== wasOpen) {
    setWasOpen(open);
    // Not while the dialog closes: its text would change on its way out.
    if (open) setSecondStep(false);
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onCancel}
      title="Confirm it’s you"
      initialFocus={field}
      footer={
        <Steps email={email} field={field} onSecondStep={() => setSecondStep(true)} {...confirmations}>
          <Button variant="quiet" onClick={onCancel}>
            Cancel
          </Button>
        </Steps>
      }
    >
      <p>
        {isSecondStep ? (
          "That’s your password. One more step to show it’s you."
        ) : (
          <>
            It’s been a while since you signed in as{" "}
            <bdi className="font-medium wrap-anywhere text-ink">{email}</bdi>. Enter your password to
            continue.
          </>
        )}
      </p>
    </Dialog>
  );
}

interface StepsProps extends Confirmations {
  email: string;
  field: RefObject<HTMLInputElement | null>;
  onSecondStep: () => void;
  /** A second button. */
  children: ReactNode;
}

/** The form of the dialog. It is gone with the dialog, and the password with it. */
function Steps({ email, field, onSecondStep, children, ...confirmations }: StepsProps) {
  const { onConfirm, onPasskey, findSecondFactors } = confirmations;
  // Set once the password was right, and not enough.
  const [second, setSecond] = useState<{ password: string; factors: SecondFactor[] } | null>(null);

  async function confirmPassword(password: string) {
    try {
      await onConfirm({ password });
    } catch (thrown) {
      if (toFormError(thrown).code !== "second_factor_required") throw thrown;
      setSecond({ password, factors: await findSecondFactors() });
      onSecondStep();
    }
  }

  if (second) {
    return (
      <SecondFactorPrompt
        secondFactors={second.factors}
        onCode={(code) => onConfirm({ password: second.password, code })}
        onPasskey={onPasskey}
        confirm="Confirm"
      >
        {children}
      </SecondFactorPrompt>
    );
  }
  return (
    <PasswordPrompt email={email} field={field} onSubmit={confirmPassword} confirm="Confirm">
      {children}
    </PasswordPrompt>
  );
}

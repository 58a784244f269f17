"use client";

import { type ReactNode, type RefObject, useEffect, useEffectEvent, useRef, useState } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Dialog, DialogActions } from "@/app/ui/feedback/dialog";
import { toFormError } from "@/app/ui/format/error-message";
import type { ReauthenticationProof } from "@/lib/client/session/account-actions";
import type { SecondFactor, StepUpWays } from "@/lib/session/sign-in/sign-in-contract";
import { PasswordPrompt } from "./password-prompt";
import { PasswordlessPrompt } from "./passwordless-prompt";
import { SecondFactorPrompt } from "./second-factor-prompt";
import { StepUpText } from "./step-up-text";

interface Confirmations {
  /** Rejects with an `AuthError`; the action that needed the proof then stays undone. */
  onConfirm: (proof: ReauthenticationProof) => Promise<void>;
  /** Asks for a passkey, and confirms with it. Does nothing if the user closes the browser's dialog. */
  onPasskey: () => Promise<void>;
  /** Leaves for the identity provider. */
  onProvider: () => Promise<void>;
  /** The second factors of the user; asked once the password alone was not enough. */
  findSecondFactors: () => Promise<SecondFactor[]>;
}

export interface ReauthenticationDialogProps extends Confirmations {
  open: boolean;
  email: string;
  /** Asks what the user can confirm with; null for a user who signed in with a password, and so has one. */
  findWays: (() => Promise<StepUpWays>) | null;
  onCancel: () => void;
}

const WITH_PASSWORD: StepUpWays = { password: true, passkey: false, provider: null };

/**
 * Asks for the password before a sensitive action, which a stranger at an unlocked screen must not be able to do. A user
 * with a second factor is asked for it next. A user without a password is asked for what there is instead.
 */
export function ReauthenticationDialog(props: ReauthenticationDialogProps) {
  const t = useTexts("session");
  const tForm = useTexts("form");
  const { open, email, findWays, onCancel, ...confirmations } = props;
  const field = useRef<HTMLInputElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const [isSecondStep, setSecondStep] = useState(false);
  const [foundWays, setFoundWays] = useState<StepUpWays | null>(null);
  const [wasOpen, setWasOpen] = useState(open);
  if (open !== wasOpen) {
    setWasOpen(open);
    // Not while the dialog closes: its text would change on its way out.
    if (open) setSecondStep(false);
    if (open) setFoundWays(null);
  }
  const find = useEffectEvent(async () => findWays && setFoundWays(await findWays()));
  useEffect(() => {
    if (open) void find();
  }, [open]);
  const ways = findWays ? foundWays : WITH_PASSWORD;

  return (
    <Dialog
      open={open}
      onOpenChange={onCancel}
      title={t.confirmTitle}
      initialFocus={findWays ? cancel : field}
      footer={
        <Steps
          email={email}
          ways={ways}
          field={field}
          onSecondStep={() => setSecondStep(true)}
          {...confirmations}
        >
          <Button ref={cancel} variant="quiet" onClick={onCancel}>
            {tForm.cancel}
          </Button>
        </Steps>
      }
    >
      <StepUpText email={email} ways={ways} isSecondStep={isSecondStep} />
    </Dialog>
  );
}

interface StepsProps extends Confirmations {
  email: string;
  /** Null until the server has said. */
  ways: StepUpWays | null;
  field: RefObject<HTMLInputElement | null>;
  onSecondStep: () => void;
  /** A second button. */
  children: ReactNode;
}

/** The form of the dialog. It is gone with the dialog, and the password with it. */
function Steps({ email, ways, field, onSecondStep, children, ...confirmations }: StepsProps) {
  const t = useTexts("session");
  const { onConfirm, onPasskey, onProvider, findSecondFactors } = confirmations;
  // Set once the password was right and a second factor is required as well.
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

  if (!ways) return <DialogActions>{children}</DialogActions>;
  if (!ways.password) {
    return (
      <PasswordlessPrompt ways={ways} onPasskey={onPasskey} onProvider={onProvider}>
        {children}
      </PasswordlessPrompt>
    );
  }
  if (second) {
    return (
      <SecondFactorPrompt
        secondFactors={second.factors}
        onCode={(code) => onConfirm({ password: second.password, code })}
        onPasskey={onPasskey}
        confirm={t.confirm}
      >
        {children}
      </SecondFactorPrompt>
    );
  }
  return (
    <PasswordPrompt email={email} field={field} onSubmit={confirmPassword} confirm={t.confirm}>
      {children}
    </PasswordPrompt>
  );
}

"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Dialog, DialogActions } from "@/app/ui/feedback/dialog";
import { parseAppCode } from "@/app/ui/format/app-code";
import { type SessionEndInfo, SessionEndSentence } from "@/app/ui/time/session-end-text";
import { useSignIn } from "@/lib/client/sign-in/use-sign-in";
import type { AttemptView } from "@/lib/session/sign-in/sign-in-contract";
import { PasswordPrompt } from "./password-prompt";
import { SecondFactorPrompt } from "./second-factor-prompt";

export interface ReloginDialogProps {
  end: SessionEndInfo;
  /** The account that was signed in here. Only its user may continue on this page. */
  email: string;
  /** Rejects with an `AuthError`. */
  onRelogin: (password: string) => Promise<void>;
  /** The password was right, and this waits for the second factor. */
  attempt: AttemptView | null;
  /** An attempt ended before its second factor was given. */
  wasAttemptOver: boolean;
  /** The second factor was given: the user is signed in, unless it was a passkey that was not chosen after all. */
  onStep: () => Promise<void>;
  /** The attempt is over, for example after ten minutes; the password is asked for again. */
  onAttemptOver: () => void;
  onLeave: () => void;
}

/**
 * Stands over the hidden page after its session has ended. It says why, and asks for the password to continue, and for the
 * second factor of a user who has one.
 */
export function ReloginDialog(props: ReloginDialogProps) {
  const t = useTexts("session");
  const { end, email, onRelogin, attempt, wasAttemptOver, onLeave, ...second } = props;
  const field = useRef<HTMLInputElement>(null);
  const leave = useRef<HTMLButtonElement>(null);
  const isDisabled = end.reason === "account_disabled";
  const leaveButton = (
    <Button ref={leave} variant="quiet" onClick={onLeave}>
      {isDisabled ? t.goToSignIn : t.useAnotherAccount}
    </Button>
  );

  return (
    <Dialog
      open
      alone
      title={isDisabled ? t.signedOut : t.signInToContinue}
      initialFocus={isDisabled ? leave : field}
      footer={
        isDisabled ? (
          <DialogActions>{leaveButton}</DialogActions>
        ) : attempt ? (
          <SecondStep attempt={attempt} {...second}>
            {leaveButton}
          </SecondStep>
        ) : (
          <PasswordPrompt
            email={email}
            field={field}
            onSubmit={onRelogin}
            confirm={t.signIn}
            explanation={wasAttemptOver && t.attemptOver}
          >
            {leaveButton}
          </PasswordPrompt>
        )
      }
    >
      <p>
        <SessionEndSentence end={end} />
      </p>
      {!isDisabled && (
        <p>{t.workIsHere({ email: <bdi className="font-medium wrap-anywhere text-ink">{email}</bdi> })}</p>
      )}
    </Dialog>
  );
}

interface SecondStepProps extends Pick<ReloginDialogProps, "onStep" | "onAttemptOver"> {
  attempt: AttemptView;
  /** A second button. */
  children: ReactNode;
}

function SecondStep({ attempt, onStep, onAttemptOver, children }: SecondStepProps) {
  const t = useTexts("session");
  const { step, submitTotp, submitRecoveryCode, submitPasskey } = useSignIn(attempt);
  useEffect(() => {
    if (step === "email") onAttemptOver();
  }, [step, onAttemptOver]);

  return (
    <SecondFactorPrompt
      secondFactors={attempt.secondFactors}
      onCode={async (typed) => {
        const code = parseAppCode(typed);
        await (code ? submitTotp(code) : submitRecoveryCode(typed));
        await onStep();
      }}
      onPasskey={async () => {
        await submitPasskey();
        await onStep();
      }}
      confirm={t.signIn}
    >
      {children}
    </SecondFactorPrompt>
  );
}

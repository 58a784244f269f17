"use client";

import { type ToggleEvent, useRef, useState } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { CodeField } from "@/app/ui/form/code-field";
import { Field } from "@/app/ui/form/field";
import { CancelButton, LESSER_ACTIONS, STEP_ERROR, StepError, StepFields } from "./step-fields";
import { type StepProps, useStepForm } from "./step-form";
import { usePasskeySupport } from "./use-passkey-support";

/** Asks for the second factor: a code of the authenticator app, a recovery code, or a passkey; whichever the user has. */
export function SecondFactorStep({ flow, returnTo }: StepProps) {
  const t = useTexts("signIn");
  const tForm = useTexts("form");
  const { attempt } = flow;
  const factors = attempt?.secondFactors ?? [];
  const hasApp = factors.includes("totp");
  const canUsePasskey = usePasskeySupport() && factors.includes("passkey");
  const [isRecovering, setRecovering] = useState(false);
  const { form, formAction, onSubmit, isPending, refusal, clear } = useStepForm(flow, {
    totp: (values) => flow.submitTotp(String(values.get("code"))),
    "recovery-code": (values) => flow.submitRecoveryCode(String(values.get("recoveryCode"))),
    cancel: () => flow.cancel(),
  });
  const isWrong = refusal?.code === "invalid_code" || undefined;
  const describedBy = isWrong && STEP_ERROR;

  return (
    <form ref={form} action={formAction} onSubmit={onSubmit} className="grid gap-5">
      <StepFields attemptId={attempt?.id} returnTo={returnTo} />
      {attempt?.email && (
        <p className="-mt-4 text-muted">
          {t.factor.account({ email: <bdi className="wrap-anywhere">{attempt.email}</bdi> })}
        </p>
      )}
      <StepError refusal={refusal} />
      {canUsePasskey && (
        <Button
          onClick={() => {
            clear();
            flow.submitPasskey().catch(() => {});
          }}
          variant={hasApp ? "quiet" : "primary"}
          aria-disabled={isPending}
        >
          {t.usePasskey}
        </Button>
      )}
      {hasApp && !isRecovering && (
        <>
          <CodeField
            name="code"
            label={t.factor.appCode}
            autoFocus
            aria-invalid={isWrong}
            describedBy={describedBy}
          />
          <Button type="submit" name="step" value="totp" aria-disabled={isPending} className="w-full">
            {isPending ? tForm.oneMoment : t.signIn}
          </Button>
        </>
      )}
      {factors.includes("recovery_code") && (
        <RecoveryCode
          isOpen={isRecovering}
          onOpen={() => {
            clear();
            setRecovering(true);
          }}
          isPending={isPending}
          isWrong={isWrong}
        />
      )}
      <div className={LESSER_ACTIONS}>
        {isRecovering && hasApp && (
          <Button
            variant="plain"
            size="small"
            onClick={() => {
              clear();
              setRecovering(false);
            }}
          >
            {t.factor.useApp}
          </Button>
        )}
        <CancelButton>{t.useAnotherAccount}</CancelButton>
      </div>
    </form>
  );
}

interface RecoveryCodeProps {
  isOpen: boolean;
  onOpen: () => void;
  isPending: boolean;
  isWrong: true | undefined;
}

/** Folded away, for most users have their app or passkey at hand. It opens without scripts, too. */
function RecoveryCode({ isOpen, onOpen, isPending, isWrong }: RecoveryCodeProps) {
  const t = useTexts("signIn").factor;
  const tForm = useTexts("form");
  const field = useRef<HTMLInputElement>(null);

  function onToggle({ currentTarget }: ToggleEvent<HTMLDetailsElement>) {
    if (!currentTarget.open) return;
    onOpen();
    field.current?.focus();
  }

  return (
    <details open={isOpen} onToggle={onToggle}>
      <summary className={isOpen ? "hidden" : "link w-fit text-sm"}>{t.useRecoveryCode}</summary>
      <div className="grid gap-5">
        <Field
          ref={field}
          name="recoveryCode"
          label={t.recoveryCode}
          hint={t.recoveryCodeHint}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          aria-invalid={isWrong}
          describedBy={isWrong && STEP_ERROR}
        />
        <Button
          type="submit"
          name="step"
          value="recovery-code"
          formNoValidate
          aria-disabled={isPending}
          className="w-full"
        >
          {isPending ? tForm.oneMoment : t.signInWithRecoveryCode}
        </Button>
      </div>
    </details>
  );
}

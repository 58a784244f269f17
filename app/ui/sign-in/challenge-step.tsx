"use client";

import { type ReactNode, useState } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { CodeField } from "@/app/ui/form/code-field";
import { useHydrated } from "@/app/ui/form/use-hydrated";
import { useNow } from "@/app/ui/time/now";
import { RESEND_AFTER_MS } from "@/lib/session/sign-in/challenges";
import { CancelButton, LESSER_ACTIONS, STEP_ERROR, StepError, StepFields } from "./step-fields";
import { type StepProps, useStepForm } from "./step-form";

interface Props extends StepProps {
  /** Where the email is while no mail server sends it; see `MailHint`. */
  mailbox: ReactNode;
}

/** Asks for the code that was sent by mail. */
export function ChallengeStep({ flow, returnTo, mailbox }: Props) {
  const t = useTexts("signIn");
  const tForm = useTexts("form");
  const { attempt } = flow;
  const challenge = attempt?.challenge;
  const [isResent, setResent] = useState(false);
  const secondsToWait = useSecondsUntil(challenge?.resendAt);
  const { form, formAction, onSubmit, isPending, refusal } = useStepForm(flow, {
    code: (values) => flow.submitCode(String(values.get("code"))),
    resend: async () => {
      if (secondsToWait > 0) return;
      await flow.resendCode();
      setResent(true);
    },
    cancel: () => flow.cancel(),
  });
  const isWrong = refusal?.code === "invalid_code" || undefined;
  const address = <bdi className="font-medium wrap-anywhere">{challenge?.destination}</bdi>;

  return (
    <form ref={form} action={formAction} onSubmit={onSubmit} className="grid gap-5">
      <StepFields attemptId={attempt?.id} returnTo={returnTo} />
      <p id="challenge-text">
        {attempt?.kind === "sign_up"
          ? t.challenge.sentIfUsable({ address })
          : t.challenge.sentIfAccount({ address })}
      </p>
      {mailbox}
      <StepError refusal={refusal} />
      {isResent && !refusal && (
        <Notice tone="done" role="status">
          {t.challenge.resent}
        </Notice>
      )}
      <CodeField
        key={challenge?.id}
        name="code"
        label={t.challenge.code}
        autoFocus
        aria-invalid={isWrong}
        describedBy={isWrong ? `${STEP_ERROR} challenge-text` : "challenge-text"}
      />
      <Button type="submit" name="step" value="code" aria-disabled={isPending} className="w-full">
        {isPending ? tForm.oneMoment : t.continue}
      </Button>
      <div className={LESSER_ACTIONS}>
        <Button
          type="submit"
          name="step"
          value="resend"
          formNoValidate
          variant="plain"
          size="small"
          aria-disabled={secondsToWait > 0}
        >
          {secondsToWait > 0 ? t.challenge.newCodeIn({ seconds: secondsToWait }) : t.challenge.sendNewCode}
        </Button>
        <CancelButton>{t.useAnotherAddress}</CancelButton>
      </div>
    </form>
  );
}

/** @returns whole seconds until `instant` by the server's clock; 0 from then on, and without scripts */
function useSecondsUntil(instant: string | undefined): number {
  const now = useNow(1_000);
  const isHydrated = useHydrated();
  if (!isHydrated || !instant) return 0;
  const waitMs = Math.max(0, Date.parse(instant) - now);
  // The clock of the page ticks once a second, so at first it may be a second behind.
  return Math.ceil(Math.min(waitMs, RESEND_AFTER_MS) / 1_000);
}

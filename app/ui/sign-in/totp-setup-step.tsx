"use client";

import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { CodeField } from "@/app/ui/form/code-field";
import { CancelButton, LESSER_ACTIONS, STEP_ERROR, StepError, StepFields } from "./step-fields";
import { type StepProps, useStepForm } from "./step-form";
import { TotpSecret, useQrCode } from "./totp-secret";

export interface TotpSetupProps extends StepProps {
  /** Draws an `otpauth:` address as a QR code, on the server. @returns the address of an image */
  drawQrCode: (uri: string) => Promise<string | null>;
}

/** Sets up an authenticator app, where every account needs a second factor and this one has none. */
export function TotpSetupStep({ flow, returnTo, drawQrCode }: TotpSetupProps) {
  const t = useTexts("signIn");
  const tForm = useTexts("form");
  const { form, formAction, onSubmit, isPending, refusal, posted } = useStepForm(flow, {
    "totp-setup-confirm": (values) => flow.confirmTotpSetup(String(values.get("code"))),
    "totp-setup": () => flow.beginTotpSetup(),
    cancel: () => flow.cancel(),
  });
  const drawn = useQrCode(flow.totpSetup?.uri, drawQrCode);
  const setup = flow.totpSetup ? { ...flow.totpSetup, qrCode: drawn } : posted?.totpSetup;
  const isWrong = refusal?.code === "invalid_code" || undefined;

  return (
    <form ref={form} action={formAction} onSubmit={onSubmit} className="grid gap-5">
      <StepFields attemptId={flow.attempt?.id} returnTo={returnTo} />
      <StepError refusal={refusal} />
      {setup ? (
        <>
          {/* Without scripts they come back with a code that was wrong. */}
          <input type="hidden" name="secret" value={setup.secret} />
          <input type="hidden" name="uri" value={setup.uri} />
          <TotpSecret secret={setup.secret} uri={setup.uri} qrCode={setup.qrCode} />
          <CodeField
            name="code"
            label={t.factor.appCode}
            hint={t.setUp.codeHint}
            autoFocus
            aria-invalid={isWrong}
            describedBy={isWrong && STEP_ERROR}
          />
          <Button
            type="submit"
            name="step"
            value="totp-setup-confirm"
            aria-disabled={isPending}
            className="w-full"
          >
            {isPending ? tForm.oneMoment : t.continue}
          </Button>
        </>
      ) : (
        <>
          <p>{t.setUp.text}</p>
          <Button type="submit" name="step" value="totp-setup" aria-disabled={isPending} className="w-full">
            {isPending ? tForm.oneMoment : t.setUp.begin}
          </Button>
        </>
      )}
      <div className={LESSER_ACTIONS}>
        <CancelButton>{t.useAnotherAccount}</CancelButton>
      </div>
    </form>
  );
}

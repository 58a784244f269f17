"use client";

import { type ReactNode, useActionState, useEffect, useState } from "react";
import { useTexts } from "#texts";
import { AuthHeader } from "@/app/ui/auth/auth-card";
import type { FormAction } from "@/app/ui/form/use-progressive-form";
import { useAuth } from "@/lib/client/react/use-auth";
import type { SignInStep } from "@/lib/client/sign-in/attempt-state";
import { ChallengeStep } from "./challenge-step";
import { ProfileStep } from "./profile-step";
import { RecoveryCodes } from "./recovery-codes";
import { SecondFactorStep } from "./second-factor-step";
import { PostedStepContext, type StepState } from "./step-form";
import { type TotpSetupProps, TotpSetupStep } from "./totp-setup-step";
import { leaveSteps, useStepHistory } from "./use-step-history";

export interface AttemptScreenProps extends TotpSetupProps {
  /** Takes the form of every step, before hydration and without JavaScript. */
  action: FormAction<StepState>;
  /** In code points. */
  minPasswordLength: number;
  /** Where the email is while no mail server sends it; see `MailHint`. */
  mailbox: ReactNode;
  /** What the page shows while no step is due: its heading and form. */
  children: ReactNode;
}

/**
 * The step that an attempt stands at, with its heading. Leaves for `returnTo` as soon as a user is signed in on this
 * browser, in this tab or in another; with new recovery codes only once the user says that they are kept.
 */
export function AttemptScreen({ children, action, ...props }: AttemptScreenProps) {
  const t = useTexts("signIn");
  const { flow, returnTo } = props;
  const [posted, formAction] = useActionState<StepState | null, FormData>(action, null);
  // An answer to a form is about the step it was sent from, and about no later one.
  const [postedStep] = useState(flow.step);
  const current = flow.step === postedStep ? posted : null;
  const { isAuthenticated } = useAuth();
  const [areCodesKept, setCodesKept] = useState(false);
  const codes = areCodesKept ? null : (flow.recoveryCodes ?? current?.recoveryCodes ?? null);
  useStepHistory(flow);
  // Until the answer to its last step is there, a set-up may still bring codes.
  const isHeld = codes !== null || flow.step === "totp_setup";
  useEffect(() => {
    if (isAuthenticated && !isHeld) leaveSteps(returnTo);
  }, [isAuthenticated, isHeld, returnTo]);

  if (codes)
    return (
      <div data-print="" className="grid gap-6">
        <AuthHeader title={t.recoveryCodesTitle} />
        <RecoveryCodes codes={codes} onDone={() => setCodesKept(true)} returnTo={returnTo} />
      </div>
    );
  const titles: Partial<Record<SignInStep, string>> = t.stepTitle;
  const title = titles[flow.step];
  return (
    <PostedStepContext value={{ posted: current, formAction }}>
      {title ? (
        <>
          <AuthHeader title={title} />
          <StepOf {...props} />
        </>
      ) : (
        children
      )}
    </PostedStepContext>
  );
}

function StepOf({ minPasswordLength, drawQrCode, ...step }: Omit<AttemptScreenProps, "children" | "action">) {
  switch (step.flow.step) {
    case "challenge":
      return <ChallengeStep {...step} />;
    case "totp":
      return <SecondFactorStep {...step} />;
    case "totp_setup":
      return <TotpSetupStep {...step} drawQrCode={drawQrCode} />;
    default:
      return <ProfileStep {...step} minPasswordLength={minPasswordLength} />;
  }
}

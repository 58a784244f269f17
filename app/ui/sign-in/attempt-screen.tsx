"use client";

import { type ReactNode, useEffect, useState } from "react";
import { AuthHeader } from "@/app/ui/auth/auth-card";
import { useAuth } from "@/lib/client/react/use-auth";
import type { SignInStep } from "@/lib/client/sign-in/attempt-state";
import { ChallengeStep } from "./challenge-step";
import { ProfileStep } from "./profile-step";
import { RecoveryCodes } from "./recovery-codes";
import { SecondFactorStep } from "./second-factor-step";
import { type TotpSetupProps, TotpSetupStep } from "./totp-setup-step";

export interface AttemptScreenProps extends TotpSetupProps {
  /** In code points. */
  minPasswordLength: number;
  /** What the page shows while no step is due: its heading and form. */
  children: ReactNode;
}

const TITLES: Partial<Record<SignInStep, string>> = {
  challenge: "Check your email",
  totp: "One more step",
  totp_setup: "Set up a second step",
  profile: "Almost there",
};

/**
 * The step that an attempt stands at, with its heading. Leaves for `returnTo` as soon as a user is signed in on this
 * browser, in this tab or in another; with new recovery codes only once the user says that they are kept.
 */
export function AttemptScreen({ children, ...props }: AttemptScreenProps) {
  const { flow, returnTo } = props;
  const { isAuthenticated } = useAuth();
  const [areCodesKept, setCodesKept] = useState(false);
  const codes = flow.recoveryCodes && !areCodesKept ? flow.recoveryCodes : null;
  // Until the answer to its last step is there, a set-up may still bring codes.
  const isHeld = codes !== null || flow.step === "totp_setup";
  useEffect(() => {
    if (isAuthenticated && !isHeld) location.assign(returnTo);
  }, [isAuthenticated, isHeld, returnTo]);

  if (codes)
    return (
      <>
        <AuthHeader title="Save your recovery codes" />
        <RecoveryCodes codes={codes} onDone={() => setCodesKept(true)} returnTo={returnTo} />
      </>
    );
  const title = TITLES[flow.step];
  if (!title) return children;
  return (
    <>
      <AuthHeader title={title} />
      <StepOf {...props} />
    </>
  );
}

function StepOf({ minPasswordLength, drawQrCode, ...step }: Omit<AttemptScreenProps, "children">) {
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

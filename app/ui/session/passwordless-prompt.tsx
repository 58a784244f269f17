"use client";

import { Fingerprint } from "lucide";
import type { ReactNode } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { DialogActions } from "@/app/ui/feedback/dialog";
import { Notice } from "@/app/ui/feedback/notice";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { errorMessage, type FormError } from "@/app/ui/format/error-message";
import { SvgIcon } from "@/app/ui/svg-icon";
import type { StepUpWays } from "@/lib/session/sign-in/sign-in-contract";
import type { Texts } from "@/lib/texts/catalogue";

interface Props {
  ways: StepUpWays;
  /** Each rejects with an `AuthError`. */
  onPasskey: () => Promise<void>;
  onProvider: () => Promise<void>;
  /** A second button, such as Cancel. */
  children: ReactNode;
}

/** The buttons of a user without a password, who confirms with a passkey or signs in again at the identity provider. */
export function PasswordlessPrompt({ ways, onPasskey, onProvider, children }: Props) {
  const t = useTexts("session");
  const tForm = useTexts("form");
  const tErrors = useTexts("errors");
  const { form, onSubmit, isPending, refusal } = useApiForm({
    submit: (values) => (values.has("passkey") ? onPasskey() : onProvider()),
  });
  const { provider, passkey } = ways;

  return (
    <form ref={form} method="post" onSubmit={onSubmit} className="mt-5">
      {refusal && (
        <Notice tone="danger" role="alert" tabIndex={-1} className="mb-4">
          {refusalText(refusal, tErrors)}
        </Notice>
      )}
      <DialogActions>
        {children}
        {provider !== null && (
          <Button type="submit" aria-disabled={isPending}>
            {isPending ? tForm.oneMoment : t.signInAgainWith({ provider })}
          </Button>
        )}
        {passkey && provider === null && <PasskeyButton isPending={isPending} />}
      </DialogActions>
      {passkey && provider !== null && <PasskeyButton isPending={isPending} isSecond />}
    </form>
  );
}

function PasskeyButton({ isPending, isSecond = false }: { isPending: boolean; isSecond?: boolean }) {
  const t = useTexts("session");
  return (
    <Button
      type="submit"
      name="passkey"
      value="yes"
      aria-disabled={isPending}
      {...(isSecond && { variant: "plain", className: "mt-3 w-full" })}
    >
      <SvgIcon icon={Fingerprint} className="size-4" />
      <span>{isSecond ? t.usePasskeyInstead : t.usePasskey}</span>
    </Button>
  );
}

function refusalText(refusal: FormError, tErrors: Texts<"errors">): string {
  return refusal.code === "unavailable" ? tErrors.providerUnavailable : errorMessage(refusal, tErrors);
}

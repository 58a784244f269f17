"use client";

import { Fingerprint, RectangleEllipsis } from "lucide";
import { useState } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { PageSession } from "@/app/ui/form/page-session";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { errorMessage, type FormError } from "@/app/ui/format/error-message";
import { ProofFields } from "@/app/ui/security/proof-fields";
import { usePasskeySupport } from "@/app/ui/sign-in/use-passkey-support";
import { SvgIcon } from "@/app/ui/svg-icon";

export interface FactorForm {
  /** Takes the form before hydration and without JavaScript. */
  action: (form: FormData) => void;
  /** Why the form that was posted without JavaScript failed. */
  posted: FormError | null;
}

interface Props extends FactorForm {
  /** Each rejects with an `AuthError`. */
  onApp: () => Promise<void>;
  onPasskey: () => Promise<void>;
  /** There is no second factor yet: the buttons stand out, and what they are is explained. */
  isFirst: boolean;
}

/** The buttons that add a passkey or an authenticator app. Passkeys need JavaScript. */
export function AddFactor({ action, posted, onApp, onPasskey, isFirst }: Props) {
  const t = useTexts("security").ways;
  const tForm = useTexts("form");
  const tErrors = useTexts("errors");
  const [doing, setDoing] = useState("");
  const { form, onSubmit, isPending, refusal } = useApiForm({
    submit: (values) => {
      const step = String(values.get("step"));
      setDoing(step);
      return step === "passkey" ? onPasskey() : onApp();
    },
    initial: posted,
  });
  const hasPasskeys = usePasskeySupport();
  const label = (step: string, text: string) => (isPending && doing === step ? tForm.oneMoment : text);
  const variant = isFirst ? "primary" : "quiet";

  return (
    <form
      ref={form}
      action={action}
      onSubmit={onSubmit}
      className={`grid gap-4 p-5 sm:p-6 ${isFirst ? "" : "border-t border-line"}`}
    >
      <PageSession />
      {refusal && (
        <Notice tone="danger" role="alert" tabIndex={-1}>
          {errorMessage(refusal, tErrors)}
        </Notice>
      )}
      <ProofFields posted={posted} id="add" />
      <div className="flex flex-wrap gap-2">
        {hasPasskeys && (
          <Button type="submit" name="step" value="passkey" variant={variant} aria-disabled={isPending}>
            <SvgIcon icon={Fingerprint} className="size-4 max-sm:hidden" />
            {label("passkey", t.addPasskey)}
          </Button>
        )}
        <Button type="submit" name="step" value="begin-app" variant="quiet" aria-disabled={isPending}>
          <SvgIcon icon={RectangleEllipsis} className="size-4 max-sm:hidden" />
          {label("begin-app", t.addApp)}
        </Button>
      </div>
      {isFirst && <p className="text-sm text-muted">{t.explained}</p>}
    </form>
  );
}

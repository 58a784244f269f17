"use client";

import { useEffect, useRef } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { CodeField } from "@/app/ui/form/code-field";
import { PageSession } from "@/app/ui/form/page-session";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { errorMessage, type FormError, issueOf, toFieldErrors } from "@/app/ui/format/error-message";
import { TotpSecret } from "@/app/ui/sign-in/totp-secret";
import type { TotpSetup } from "@/lib/client/sign-in/attempt-state";

/** An authenticator app that waits for its first code. */
export interface AppSetup extends TotpSetup {
  id: string;
  /** The QR code, as the address of an image; null until it is drawn. */
  qrCode: string | null;
}

interface Props {
  setup: AppSetup;
  /** Rejects with an `AuthError`. */
  onConfirm: (code: string) => Promise<void>;
  onCancel: () => void;
  /** Takes the form without JavaScript. */
  action: (form: FormData) => void;
  /** Why the form that was posted without JavaScript failed. */
  posted: FormError | null;
}

/** The set-up of an authenticator app: its secret as a QR code and as text, and the first code of the app. */
export function AppSetupForm({ setup, onConfirm, onCancel, action, posted }: Props) {
  const t = useTexts("security").app;
  const tForm = useTexts("form");
  const tErrors = useTexts("errors");
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that began the set-up is gone.
  useEffect(() => heading.current?.focus(), []);
  const { form, onSubmit, isPending, refusal } = useApiForm({
    check: (values) => toFieldErrors({ code: values.get("code") ? undefined : t.missing }),
    submit: (values) => onConfirm(String(values.get("code"))),
    initial: posted,
  });
  const isWrong = refusal?.code === "invalid_code";
  const issue = isWrong ? t.wrong : issueOf(refusal, "code");

  return (
    <form ref={form} action={action} onSubmit={onSubmit} noValidate className="grid gap-5 p-5 sm:p-6">
      <h3 ref={heading} tabIndex={-1} className="text-heading outline-none">
        {t.title}
      </h3>
      <PageSession />
      <input type="hidden" name="id" value={setup.id} />
      <input type="hidden" name="secret" value={setup.secret} />
      <input type="hidden" name="uri" value={setup.uri} />
      {refusal && !issue && (
        <Notice tone="danger" role="alert" tabIndex={-1}>
          {errorMessage(refusal, tErrors)}
        </Notice>
      )}
      <TotpSecret {...setup} />
      <CodeField name="code" label={t.code} hint={t.hint} error={issue} className="sm:max-w-80" />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" name="step" value="confirm-app" aria-disabled={isPending}>
          {isPending ? tForm.oneMoment : t.turnOn}
        </Button>
        <Button variant="quiet" className="noscript:hidden" onClick={onCancel}>
          {tForm.cancel}
        </Button>
      </div>
    </form>
  );
}

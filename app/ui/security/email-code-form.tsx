"use client";

import type { ReactNode } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { CodeField } from "@/app/ui/form/code-field";
import { PageSession } from "@/app/ui/form/page-session";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { errorMessage, issueOf, toFieldErrors } from "@/app/ui/format/error-message";
import type { EmailStepProps } from "./new-email-form";

/** Asks for the code that was sent to the new address. `children` follow the sentence that says so. */
export function EmailCodeForm({
  action,
  email,
  posted,
  onSubmit: submit,
  onCancel,
  children,
}: EmailStepProps & { onCancel: () => void; children?: ReactNode }) {
  const t = useTexts("security").email;
  const tForm = useTexts("form");
  const tErrors = useTexts("errors");
  const { form, onSubmit, isPending, refusal } = useApiForm({
    check: (values) => toFieldErrors({ code: values.get("code") ? undefined : t.codeMissing }),
    submit: (values) => submit(String(values.get("code"))),
    initial: posted,
  });
  const left = refusal?.details?.remainingAttempts;
  const wrong = left === undefined ? t.wrong : t.wrongWithLeft({ count: left });
  const issue = refusal?.code === "invalid_code" ? wrong : issueOf(refusal, "code");
  return (
    <form ref={form} action={action} onSubmit={onSubmit} noValidate className="grid gap-5 p-5 sm:p-6">
      <PageSession />
      <input type="hidden" name="email" value={email} />
      {refusal && !issue && (
        <Notice tone="danger" role="alert" tabIndex={-1}>
          {errorMessage(refusal, tErrors)}
        </Notice>
      )}
      <p>{t.sentTo({ email: <bdi className="font-medium wrap-anywhere">{email}</bdi> })}</p>
      {children}
      <CodeField
        name="code"
        id="field-email-code"
        label={t.code}
        autoFocus
        error={issue}
        className="sm:max-w-80"
      />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" name="step" value="confirm" aria-disabled={isPending}>
          {isPending ? tForm.oneMoment : t.change}
        </Button>
        <Button variant="quiet" className="noscript:hidden" onClick={onCancel}>
          {tForm.cancel}
        </Button>
      </div>
    </form>
  );
}

"use client";

import { useEffect, useRef } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { Field } from "@/app/ui/form/field";
import { PageSession } from "@/app/ui/form/page-session";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { errorMessage, type FormError, issueOf, toFieldErrors } from "@/app/ui/format/error-message";
import { ProofFields } from "./proof-fields";

export interface EmailStepProps {
  /** Takes the form before hydration and without JavaScript. */
  action: (form: FormData) => void;
  /** The new address, as far as it was given. */
  email: string;
  /** Why the last try failed. */
  posted: FormError | null;
  /** Rejects with an `AuthError`. */
  onSubmit: (value: string) => Promise<void>;
}

interface NewEmailProps extends EmailStepProps {
  /** The address in force. */
  current: string;
  /** The step after this one had the focus, and is gone. */
  takesFocus?: boolean;
}

/** Asks for the new address. */
export function NewEmailForm({
  current,
  action,
  email,
  posted,
  onSubmit: submit,
  takesFocus = false,
}: NewEmailProps) {
  const t = useTexts("security").email;
  const tForm = useTexts("form");
  const tErrors = useTexts("errors");
  const { form, onSubmit, isPending, refusal } = useApiForm({
    check: (values) => toFieldErrors({ email: String(values.get("email")).trim() ? undefined : t.missing }),
    submit: (values) => submit(String(values.get("email")).trim()),
    initial: posted,
  });
  const issue = issueOf(refusal, "email");
  const inForce = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (takesFocus) inForce.current?.focus();
  }, [takesFocus]);
  return (
    <form ref={form} action={action} onSubmit={onSubmit} noValidate className="grid gap-5 p-5 sm:p-6">
      <p ref={inForce} tabIndex={-1} className="outline-none">
        {t.current({ email: <bdi className="font-medium wrap-anywhere">{current}</bdi> })}
      </p>
      <PageSession />
      <input type="hidden" name="step" value="request" />
      {refusal && !issue && (
        <Notice tone="danger" role="alert" tabIndex={-1}>
          {errorMessage(refusal, tErrors)}
        </Notice>
      )}
      <Field
        name="email"
        id="field-new-email"
        type="email"
        label={t.new}
        hint={t.hint}
        autoComplete="email"
        autoCapitalize="none"
        spellCheck={false}
        defaultValue={email}
        error={issue}
      />
      <ProofFields posted={posted} id="email" />
      <Button type="submit" variant="quiet" aria-disabled={isPending} className="justify-self-start">
        {isPending ? tForm.oneMoment : t.send}
      </Button>
    </form>
  );
}

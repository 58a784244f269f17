"use client";

import { type ReactNode, type RefObject, useEffect, useId } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { DialogActions } from "@/app/ui/feedback/dialog";
import { Notice } from "@/app/ui/feedback/notice";
import { PasswordField } from "@/app/ui/form/password-field";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { errorMessage, issueOf, toFieldErrors } from "@/app/ui/format/error-message";

interface Props {
  /** The account the password belongs to. The user cannot change it here. */
  email: string;
  field: RefObject<HTMLInputElement | null>;
  /** Rejects with an `AuthError`. */
  onSubmit: (password: string) => Promise<void>;
  confirm: string;
  /** Why the password is asked for again, if it is; shown until the form is submitted and refused. */
  explanation?: ReactNode;
  /** A second button, such as Cancel. */
  children: ReactNode;
}

/** The password form of a dialog, for one known account. */
export function PasswordPrompt(props: Props) {
  const t = useTexts("session");
  const tForm = useTexts("form");
  const tErrors = useTexts("errors");
  const { email, field, onSubmit: submit, confirm, explanation, children } = props;
  const id = useId();
  // The form that had the focus is gone.
  const isAgain = Boolean(explanation);
  useEffect(() => {
    if (isAgain) field.current?.focus();
  }, [isAgain, field]);
  const { form, onSubmit, isPending, refusal } = useApiForm({
    check: (values) => toFieldErrors({ password: values.get("password") ? undefined : t.enterPassword }),
    submit: (values) => submit(String(values.get("password"))),
  });
  const issue = refusal?.code === "invalid_credentials" ? t.incorrectPassword : issueOf(refusal, "password");
  const isWrong = issue !== undefined || undefined;

  return (
    <form ref={form} method="post" onSubmit={onSubmit} noValidate className="mt-5">
      {explanation && !refusal && (
        <Notice tone="info" role="alert" className="mb-4">
          {explanation}
        </Notice>
      )}
      {refusal && (
        <Notice tone="danger" role="alert" id={`${id}-error`} tabIndex={-1} className="mb-4">
          {issue ?? errorMessage(refusal, tErrors)}
        </Notice>
      )}
      {/* Tells a password manager which account this is. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        ref={field}
        id={`${id}-password`}
        name="password"
        label={t.password}
        autoComplete="current-password"
        aria-invalid={isWrong}
        describedBy={isWrong && `${id}-error`}
      />
      <DialogActions>
        {children}
        <Button type="submit" aria-disabled={isPending}>
          {isPending ? tForm.oneMoment : confirm}
        </Button>
      </DialogActions>
    </form>
  );
}

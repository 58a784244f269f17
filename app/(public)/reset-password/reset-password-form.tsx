"use client";

import Link from "next/link";
import { useState } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { formText } from "@/app/ui/form/form-text";
import { NewPasswordField } from "@/app/ui/form/password-fields";
import { SecondFactorField } from "@/app/ui/form/second-factor-field";
import { useFragmentSecret } from "@/app/ui/form/use-fragment-secret";
import { type FormAction, type FormState, useProgressiveForm } from "@/app/ui/form/use-progressive-form";
import { errorMessage, type FormError, issueOf, toFieldErrors } from "@/app/ui/format/error-message";
import { passwordLengthIssue } from "@/app/ui/format/password";
import { LinkField } from "@/app/ui/sign-in/link-field";
import { useAuthClient } from "@/lib/client/react/auth-provider";

/** What the server returns when there is no script to ask it. */
export interface ResetPasswordState extends FormState {
  /** The password is changed. */
  isDone?: boolean;
}

interface Props {
  action: FormAction<ResetPasswordState>;
  /** In code points. */
  minPasswordLength: number;
}

/** Takes the new password; for an account with a second factor its code too, once the server asks for it. */
export function ResetPasswordForm({ action, minPasswordLength }: Props) {
  const t = useTexts("recovery").reset;
  const tForm = useTexts("form");
  const { request } = useAuthClient();
  const token = useFragmentSecret("token");
  const [isDone, setDone] = useState(false);
  const [wantsCode, setWantsCode] = useState(false);
  const { form, formAction, onSubmit, isPending, refusal, posted } = useProgressiveForm({
    action,
    leaves: false,
    check: (values) =>
      toFieldErrors({
        newPassword: passwordLengthIssue(formText(values, "newPassword"), minPasswordLength, tForm),
      }),
    submit: async (values) => {
      const code = formText(values, "code").trim();
      const body = { token, newPassword: formText(values, "newPassword"), ...(code && { code }) };
      await request("/api/auth/password-reset/confirm", { body });
      setDone(true);
    },
  });
  if (refusal?.code === "second_factor_required" && !wantsCode) setWantsCode(true);
  if (isDone || posted?.isDone) return <ResetDone />;
  const isRefused = refusal?.code === "invalid_ticket" || token === null;
  if (isRefused) return <ResetRefused />;

  return (
    <form ref={form} action={formAction} onSubmit={onSubmit} className="grid gap-5">
      <ResetError refusal={refusal} />
      <LinkField />
      <NewPasswordField
        name="newPassword"
        label={t.newPassword}
        required
        minPasswordLength={minPasswordLength}
        refusal={refusal}
      />
      {wantsCode && (
        <SecondFactorField
          required
          aria-invalid={refusal?.code === "invalid_code" || undefined}
          describedBy={refusal?.code === "invalid_code" ? "reset-error" : undefined}
        />
      )}
      <Button type="submit" aria-disabled={isPending} className="w-full">
        {isPending ? tForm.oneMoment : t.change}
      </Button>
    </form>
  );
}

function ResetError({ refusal }: { refusal: FormError | null }) {
  const t = useTexts("recovery").reset;
  const tErrors = useTexts("errors");
  if (!refusal || issueOf(refusal, "newPassword")) return null;
  return (
    <Notice
      tone={refusal.code === "second_factor_required" ? "info" : "danger"}
      role="alert"
      id="reset-error"
      tabIndex={-1}
    >
      {refusal.code === "second_factor_required" ? t.needsCode : errorMessage(refusal, tErrors)}
    </Notice>
  );
}

function ResetRefused() {
  const t = useTexts("recovery").reset;
  return (
    <div className="grid gap-5">
      <Notice tone="danger" role="alert">
        {t.refused}
      </Notice>
      <Link href="/forgot-password" className="link w-fit">
        {t.askAgain}
      </Link>
    </div>
  );
}

function ResetDone() {
  const t = useTexts("recovery").reset;
  return (
    <div className="grid gap-5">
      <Notice tone="done" role="status">
        {t.done}
      </Notice>
      <Link href="/login" className="link w-fit">
        {t.signIn}
      </Link>
    </div>
  );
}

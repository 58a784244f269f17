"use client";

import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { formText } from "@/app/ui/form/form-text";
import { PageSession } from "@/app/ui/form/page-session";
import { CurrentPasswordField, NewPasswordField } from "@/app/ui/form/password-fields";
import { SecondFactorField } from "@/app/ui/form/second-factor-field";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { errorMessage, type FormError, issueOf, toFieldErrors } from "@/app/ui/format/error-message";
import { passwordLengthIssue } from "@/app/ui/format/password";
import { useAuthClient } from "@/lib/client/react/auth-provider";
import type { UserView } from "@/lib/session/contract";
import type { Texts } from "@/lib/texts/catalogue";

function check(
  form: FormData,
  minPasswordLength: number,
  t: Texts<"report">,
  tForm: Texts<"form">,
): FormError | null {
  return toFieldErrors({
    currentPassword: formText(form, "currentPassword") ? undefined : t.enterCurrentPassword,
    newPassword: passwordLengthIssue(formText(form, "newPassword"), minPasswordLength, tForm),
    code: form.has("code") && !formText(form, "code") ? t.enterCode : undefined,
  });
}

interface Props {
  /** The session that is reported. */
  sessionId: string;
  user: UserView;
  needsCode: boolean;
  minPasswordLength: number;
  /** Takes the form before hydration and without JavaScript. */
  action: (form: FormData) => void;
  /** Why the form that was posted without JavaScript failed. */
  posted: FormError | null;
  onDone: () => void;
}

/** The passwords, and the code of a user with a second factor, that secure the account. */
export function ReportForm({ sessionId, user, needsCode, minPasswordLength, action, posted, onDone }: Props) {
  const t = useTexts("report");
  const tErrors = useTexts("errors");
  const tForm = useTexts("form");
  const { changePassword } = useAuthClient();
  const { form, onSubmit, isPending, refusal } = useApiForm({
    check: (values) => check(values, minPasswordLength, t, tForm),
    submit: async (values) => {
      await changePassword({
        sessionId,
        currentPassword: formText(values, "currentPassword"),
        newPassword: formText(values, "newPassword"),
        ...(values.has("code") && { code: formText(values, "code") }),
      });
      onDone();
    },
    initial: posted,
  });
  const isWrong = refusal?.code === "invalid_credentials";
  const isWrongCode = refusal?.code === "invalid_code";
  const hasOwnField = isWrong || isWrongCode || refusal?.details?.issues?.length;

  return (
    <form ref={form} action={action} onSubmit={onSubmit} noValidate className="grid gap-5 p-5 sm:p-6">
      {refusal && !hasOwnField && (
        <Notice tone="danger" role="alert" tabIndex={-1}>
          {errorMessage(refusal, tErrors)}
        </Notice>
      )}
      <PageSession />
      <input type="hidden" name="sessionId" value={sessionId} />
      {/* Tells a password manager which account this is. */}
      <input type="email" name="email" autoComplete="username" value={user.email} readOnly hidden />
      <CurrentPasswordField refusal={refusal} />
      <NewPasswordField
        name="newPassword"
        label={t.newPassword}
        minPasswordLength={minPasswordLength}
        refusal={refusal}
      />
      {needsCode && (
        <SecondFactorField error={isWrongCode ? errorMessage(refusal, tErrors) : issueOf(refusal, "code")} />
      )}
      <Button type="submit" variant="danger" aria-disabled={isPending} className="justify-self-start">
        {isPending ? tForm.oneMoment : t.secure}
      </Button>
    </form>
  );
}

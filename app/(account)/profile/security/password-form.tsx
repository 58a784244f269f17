"use client";

import { useRouter } from "next/navigation";
import { useActionState } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { useToast } from "@/app/ui/feedback/toaster";
import { formText } from "@/app/ui/form/form-text";
import { PageSession } from "@/app/ui/form/page-session";
import { CurrentPasswordField, NewPasswordField } from "@/app/ui/form/password-fields";
import { SecondFactorField } from "@/app/ui/form/second-factor-field";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { useHydrated } from "@/app/ui/form/use-hydrated";
import { errorMessage, type FormError, issueOf, toFieldErrors } from "@/app/ui/format/error-message";
import { passwordLengthIssue } from "@/app/ui/format/password";
import { useAuthClient } from "@/lib/client/react/auth-provider";
import type { Texts } from "@/lib/texts/catalogue";

function check(
  form: FormData,
  minPasswordLength: number,
  t: Texts<"security">["password"],
  tForm: Texts<"form">,
): FormError | null {
  return toFieldErrors({
    currentPassword: formText(form, "currentPassword") ? undefined : t.currentMissing,
    newPassword: passwordLengthIssue(formText(form, "newPassword"), minPasswordLength, tForm),
  });
}

/** The result of the server action. */
export interface PasswordState {
  /** Why the password was not changed. */
  refusal: FormError;
  /** Whether a code was asked for: it is again. */
  hadCode: boolean;
}

interface Props {
  email: string;
  /** In code points. */
  minPasswordLength: number;
  /** Takes the form before hydration and without JavaScript. */
  action: (state: PasswordState | null, form: FormData) => Promise<PasswordState>;
}

/** Changes the password; the other devices are signed out if the user wants that. */
export function PasswordForm({ email, minPasswordLength, action }: Props) {
  const t = useTexts("security").password;
  const tErrors = useTexts("errors");
  const tForm = useTexts("form");
  const { changePassword } = useAuthClient();
  const router = useRouter();
  const toast = useToast();
  const [posted, formAction] = useActionState(action, null);
  const isHydrated = useHydrated();
  const { form, onSubmit, isPending, refusal } = useApiForm({
    check: (values) => check(values, minPasswordLength, t, tForm),
    submit: async (values, element) => {
      const signOutOthers = values.has("signOutOthers");
      await changePassword({
        currentPassword: formText(values, "currentPassword"),
        newPassword: formText(values, "newPassword"),
        signOutOthers,
      });
      element.reset();
      toast.success(signOutOthers ? t.changedAndOthersOut : t.changed);
      router.refresh();
    },
    initial: posted?.refusal ?? null,
  });
  const isWrong = refusal?.code === "invalid_credentials";
  const isWrongCode = refusal?.code === "invalid_code";
  // With JavaScript a dialog asks for the code.
  const asksForCode = !isHydrated && (posted?.hadCode || refusal?.code === "second_factor_required");

  return (
    <form ref={form} action={formAction} onSubmit={onSubmit} noValidate className="grid gap-5 p-5 sm:p-6">
      {refusal && !isWrong && !isWrongCode && !refusal.details?.issues?.length && (
        <Notice tone="danger" role="alert" tabIndex={-1}>
          {errorMessage(refusal, tErrors)}
        </Notice>
      )}
      <PageSession />
      {/* Tells a password manager which account this is. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <CurrentPasswordField refusal={refusal} />
      <NewPasswordField
        name="newPassword"
        label={t.new}
        minPasswordLength={minPasswordLength}
        refusal={refusal}
      />
      {asksForCode && (
        <SecondFactorField error={isWrongCode ? errorMessage(refusal, tErrors) : issueOf(refusal, "code")} />
      )}
      <label className="flex items-start gap-3">
        <input type="checkbox" name="signOutOthers" defaultChecked className="mt-[0.3rem] size-4 shrink-0" />
        <span>
          {t.signOutOthers}
          <span className="block text-sm text-muted">{t.signOutOthersHint}</span>
        </span>
      </label>
      <Button type="submit" aria-disabled={isPending} className="justify-self-start">
        {isPending ? t.changing : t.change}
      </Button>
    </form>
  );
}

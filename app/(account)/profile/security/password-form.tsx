"use client";

import { useRouter } from "next/navigation";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { useToast } from "@/app/ui/feedback/toaster";
import { formText } from "@/app/ui/form/form-text";
import { CurrentPasswordField, NewPasswordField } from "@/app/ui/form/password-fields";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { errorMessage, type FormError, toFieldErrors } from "@/app/ui/format/error-message";
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

interface Props {
  email: string;
  /** In code points. */
  minPasswordLength: number;
}

/** Changes the password; the other devices are signed out if the user wants that. */
export function PasswordForm({ email, minPasswordLength }: Props) {
  const t = useTexts("security").password;
  const tErrors = useTexts("errors");
  const tForm = useTexts("form");
  const { changePassword } = useAuthClient();
  const router = useRouter();
  const toast = useToast();
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
  });
  const isWrong = refusal?.code === "invalid_credentials";

  return (
    <form ref={form} onSubmit={onSubmit} noValidate className="grid gap-5 p-5 sm:p-6">
      {refusal && !isWrong && !refusal.details?.issues?.length && (
        <Notice tone="danger" role="alert" tabIndex={-1}>
          {errorMessage(refusal, tErrors)}
        </Notice>
      )}
      {/* Tells a password manager which account this is. */}
      <input type="email" name="email" autoComplete="username" value={email} readOnly hidden />
      <CurrentPasswordField refusal={refusal} />
      <NewPasswordField
        name="newPassword"
        label={t.new}
        minPasswordLength={minPasswordLength}
        refusal={refusal}
      />
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

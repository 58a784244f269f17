"use client";

import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { Field } from "@/app/ui/form/field";
import { formText } from "@/app/ui/form/form-text";
import { NewPasswordField } from "@/app/ui/form/password-fields";
import { useHydrated } from "@/app/ui/form/use-hydrated";
import { errorMessage, type FormError, issueOf, toFieldErrors } from "@/app/ui/format/error-message";
import { passwordLengthIssue } from "@/app/ui/format/password";
import { type StepProps, useStepForm } from "@/app/ui/sign-in/step-form";
import type { SignUp } from "@/lib/client/sign-in/use-sign-in";
import { MAX_NAME_LENGTH } from "@/lib/session/text-limits";
import type { Texts } from "@/lib/texts/catalogue";

/** Checks that need no server; each finding belongs to its field. */
function check(
  form: FormData,
  minPasswordLength: number,
  t: Texts<"signIn">,
  tForm: Texts<"form">,
): FormError | null {
  return toFieldErrors({
    name: formText(form, "name").trim() ? undefined : t.signUp.nameMissing,
    email: /^\S+@\S+$/.test(formText(form, "email")) ? undefined : t.signUp.emailInvalid,
    password: passwordLengthIssue(formText(form, "password"), minPasswordLength, tForm),
  });
}

interface Props extends StepProps {
  flow: SignUp;
  /** In code points. */
  minPasswordLength: number;
}

/** Asks for address, name and password at once. */
export function SignUpForm({ flow, returnTo, minPasswordLength }: Props) {
  const t = useTexts("signIn");
  const tErrors = useTexts("errors");
  const tForm = useTexts("form");
  const hydrated = useHydrated();
  const { form, formAction, onSubmit, isPending, refusal, kept } = useStepForm(
    flow,
    {
      "sign-up": (values) =>
        flow.start({
          name: formText(values, "name"),
          email: formText(values, "email"),
          password: formText(values, "password"),
        }),
    },
    (values) => check(values, minPasswordLength, t, tForm),
  );
  const isTaken = refusal?.code === "email_taken";
  const signIn = (
    <a href={`/login?${new URLSearchParams({ returnTo })}`} className="link">
      {t.signUp.signInInstead}
    </a>
  );

  return (
    <form ref={form} action={formAction} onSubmit={onSubmit} noValidate={hydrated} className="grid gap-5">
      <input type="hidden" name="returnTo" value={returnTo} />
      {refusal && !isTaken && (
        <Notice tone="danger" role="alert" tabIndex={-1}>
          {refusal.details?.issues?.length ? t.fixFields : errorMessage(refusal, tErrors)}
        </Notice>
      )}
      <Field
        name="name"
        label={t.name}
        autoComplete="name"
        maxLength={MAX_NAME_LENGTH}
        required
        defaultValue={kept.name}
        error={issueOf(refusal, "name")}
      />
      <Field
        name="email"
        label={t.email}
        type="email"
        autoComplete="username"
        inputMode="email"
        required
        defaultValue={kept.email ?? flow.email}
        error={isTaken ? t.signUp.emailTaken({ signIn }) : issueOf(refusal, "email")}
      />
      <NewPasswordField
        name="password"
        label={t.password}
        required
        minPasswordLength={minPasswordLength}
        refusal={refusal}
      />
      <Button type="submit" name="step" value="sign-up" aria-disabled={isPending} className="w-full">
        {isPending ? t.creating : t.createAccount}
      </Button>
    </form>
  );
}

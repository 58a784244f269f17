"use client";

import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { Field } from "@/app/ui/form/field";
import { PasswordField } from "@/app/ui/form/password-field";
import { useHydrated } from "@/app/ui/form/use-hydrated";
import { errorMessage, type FormError, issueOf, toFieldErrors } from "@/app/ui/format/error-message";
import { passwordAdvice, passwordLengthIssue } from "@/app/ui/format/password";
import { type StepProps, useStepForm } from "@/app/ui/sign-in/step-form";
import type { SignUp } from "@/lib/client/sign-in/use-sign-in";

const text = (form: FormData, name: string) => String(form.get(name) ?? "");

/** Checks that need no server; each finding belongs to its field. */
function check(form: FormData, minPasswordLength: number): FormError | null {
  return toFieldErrors({
    name: text(form, "name").trim() ? undefined : "Enter your name.",
    email: /^\S+@\S+$/.test(text(form, "email")) ? undefined : "Enter a valid email, like name@example.com.",
    password: passwordLengthIssue(text(form, "password"), minPasswordLength),
  });
}

interface Props extends StepProps {
  flow: SignUp;
  /** In code points. */
  minPasswordLength: number;
}

export function SignUpForm({ flow, returnTo, minPasswordLength }: Props) {
  const hydrated = useHydrated();
  const { form, formAction, onSubmit, isPending, refusal, kept } = useStepForm(
    flow,
    {
      "sign-up": (values) =>
        flow.start({
          name: text(values, "name"),
          email: text(values, "email"),
          password: text(values, "password"),
        }),
    },
    (values) => check(values, minPasswordLength),
  );
  const taken = refusal?.code === "email_taken" ? errorMessage(refusal) : undefined;

  return (
    <form ref={form} action={formAction} onSubmit={onSubmit} noValidate={hydrated} className="grid gap-5">
      <input type="hidden" name="returnTo" value={returnTo} />
      {refusal && !taken && (
        <Notice tone="danger" role="alert" tabIndex={-1}>
          {refusal.details?.issues?.length ? "Fix the highlighted fields." : errorMessage(refusal)}
        </Notice>
      )}
      <Field
        name="name"
        label="Name"
        autoComplete="name"
        maxLength={100}
        required
        defaultValue={kept.name}
        error={issueOf(refusal, "name")}
      />
      <Field
        name="email"
        label="Email"
        type="email"
        autoComplete="username"
        inputMode="email"
        required
        defaultValue={kept.email ?? flow.email}
        error={taken ?? issueOf(refusal, "email")}
      />
      <PasswordField
        name="password"
        label="Password"
        autoComplete="new-password"
        required
        hint={passwordAdvice(minPasswordLength)}
        error={issueOf(refusal, "password")}
      />
      <Button type="submit" name="step" value="sign-up" aria-disabled={isPending} className="w-full">
        {isPending ? "Creating…" : "Create account"}
      </Button>
    </form>
  );
}

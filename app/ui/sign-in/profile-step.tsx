"use client";

import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Field } from "@/app/ui/form/field";
import { NewPasswordField } from "@/app/ui/form/password-fields";
import { issueOf } from "@/app/ui/format/error-message";
import { MAX_NAME_LENGTH } from "@/lib/session/text-limits";
import { CancelButton, LESSER_ACTIONS, StepError, StepFields } from "./step-fields";
import { type StepProps, useStepForm } from "./step-form";

interface Props extends StepProps {
  /** In code points. */
  minPasswordLength: number;
}

/** Asks for what an account still needs before it can be made. */
export function ProfileStep({ flow, returnTo, minPasswordLength }: Props) {
  const t = useTexts("signIn");
  const missing = flow.attempt?.missingFields ?? [];
  const { form, formAction, onSubmit, isPending, refusal, kept } = useStepForm(flow, {
    profile: (values) => flow.completeProfile(fieldsOf(values)),
    cancel: () => flow.cancel(),
  });

  return (
    <form ref={form} action={formAction} onSubmit={onSubmit} className="grid gap-5">
      <StepFields attemptId={flow.attempt?.id} returnTo={returnTo} />
      <StepError refusal={refusal} />
      {/* Tells a password manager which account the new password belongs to. */}
      <input type="email" name="email" autoComplete="username" value={flow.email} readOnly hidden />
      {missing.includes("name") && (
        <Field
          name="name"
          label={t.name}
          autoComplete="name"
          maxLength={MAX_NAME_LENGTH}
          required
          autoFocus
          defaultValue={kept.name}
          error={issueOf(refusal, "name")}
        />
      )}
      {missing.includes("password") && (
        <NewPasswordField
          name="password"
          label={t.password}
          required
          autoFocus={!missing.includes("name")}
          minPasswordLength={minPasswordLength}
          refusal={refusal}
        />
      )}
      <Button type="submit" name="step" value="profile" aria-disabled={isPending} className="w-full">
        {isPending ? t.creating : t.createAccount}
      </Button>
      <div className={LESSER_ACTIONS}>
        <CancelButton>{t.useAnotherAddress}</CancelButton>
      </div>
    </form>
  );
}

function fieldsOf(form: FormData): { name?: string; password?: string } {
  const [name, password] = [form.get("name"), form.get("password")];
  return {
    ...(name !== null && { name: String(name) }),
    ...(password !== null && { password: String(password) }),
  };
}

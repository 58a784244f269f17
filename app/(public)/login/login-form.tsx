"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { Field } from "@/app/ui/form/field";
import { PasswordField } from "@/app/ui/form/password-field";
import { type FormAction, useProgressiveForm } from "@/app/ui/form/use-progressive-form";
import { errorMessage } from "@/app/ui/format/error-message";
import { useAuth } from "@/lib/client/react/use-auth";
import { useRedirectWhenSignedIn } from "../use-redirect-when-signed-in";

interface Props {
  action: FormAction;
  returnTo: string;
  /** A sentence about how long a remembered sign-in lasts. */
  rememberedFor: string;
  /** The notice about why the last session ended, if there is one. */
  children: ReactNode;
}

export function LoginForm({ action, returnTo, rememberedFor, children }: Props) {
  const { login } = useAuth();
  const { form, formAction, onSubmit, isPending, refusal, kept } = useProgressiveForm({
    action,
    submit: async (values) => {
      await login({
        email: String(values.get("email")),
        password: String(values.get("password")),
        rememberMe: values.has("rememberMe"),
      });
    },
  });
  useRedirectWhenSignedIn(returnTo);
  // A disabled account is both why the last session ended and why sign-in fails: the error says it, the notice goes.
  const [isDisabled, setDisabled] = useState(false);
  if (refusal?.code === "account_disabled" && !isDisabled) setDisabled(true);
  const wrong = refusal?.code === "invalid_credentials" || undefined;

  return (
    <form ref={form} action={formAction} onSubmit={onSubmit} className="grid gap-5">
      <input type="hidden" name="returnTo" value={returnTo} />
      {!isDisabled && children}
      {refusal && (
        <Notice tone="danger" role="alert" id="login-error" tabIndex={-1}>
          {errorMessage(refusal)}
        </Notice>
      )}
      <Field
        name="email"
        label="Email"
        type="email"
        autoComplete="username webauthn"
        inputMode="email"
        required
        defaultValue={kept.email}
        aria-invalid={wrong}
        describedBy={wrong && "login-error"}
      />
      <PasswordField
        name="password"
        label="Password"
        autoComplete="current-password webauthn"
        required
        aria-invalid={wrong}
        describedBy={wrong && "login-error"}
      />
      <label className="flex items-start gap-3">
        <input type="checkbox" name="rememberMe" className="mt-[0.3rem] size-4 shrink-0" />
        <span>
          Remember me
          <span className="block text-sm text-muted">{rememberedFor}</span>
        </span>
      </label>
      <Button type="submit" aria-disabled={isPending} className="w-full">
        {isPending ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}

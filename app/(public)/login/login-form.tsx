"use client";

import Link from "next/link";
import { type ReactNode, useRef, useState } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { Field } from "@/app/ui/form/field";
import { PasswordField } from "@/app/ui/form/password-field";
import { issueOf } from "@/app/ui/format/error-message";
import { stepErrorMessage } from "@/app/ui/sign-in/step-fields";
import { type StepProps, useStepForm } from "@/app/ui/sign-in/step-form";
import { AuthError } from "@/lib/client/http/auth-error";
import type { SignIn } from "@/lib/client/sign-in/use-sign-in";
import type { FirstFactor } from "@/lib/session/sign-in/sign-in-contract";
import { OtherWays } from "./other-ways";

interface Props extends StepProps {
  flow: SignIn;
  /** The address to begin with. */
  email: string | null;
  /** The ways in that this deployment offers. */
  methods: FirstFactor[];
  /** Whether passkeys are offered in the autofill of the address. */
  offersPasskeys: boolean;
  /** A sentence about how long a remembered sign-in lasts. */
  rememberedFor: string;
  /** The notice about why the last session ended, if there is one. */
  children: ReactNode;
}

const startOf = (form: FormData) => ({
  email: String(form.get("email")),
  rememberMe: form.has("rememberMe"),
});

/** What the submit buttons of the form do. */
function useLoginForm(flow: SignIn) {
  const t = useTexts("signIn");
  return useStepForm(flow, {
    password: (values) => flow.start({ ...startOf(values), password: String(values.get("password")) }),
    "email-code": async (values) => {
      const input = startOf(values);
      if (!input.email.includes("@")) {
        const issues = [{ path: "email", message: t.form.emailMissing }];
        throw new AuthError("invalid_request", { details: { issues } });
      }
      await flow.start(input);
      await flow.sendEmailCode();
    },
  });
}

/**
 * Address and password in one form, so that a password manager fills and sends both at once; the other ways in take the
 * address from the same field, or need none.
 */
export function LoginForm({
  flow,
  email,
  returnTo,
  methods,
  offersPasskeys,
  rememberedFor,
  children,
}: Props) {
  const t = useTexts("signIn");
  const tErrors = useTexts("errors");
  const rememberMe = useRef<HTMLInputElement>(null);
  const { form, formAction, onSubmit, isPending, refusal, kept, clear } = useLoginForm(flow);
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
          {issueOf(refusal, "email") ?? stepErrorMessage(refusal, t, tErrors)}
        </Notice>
      )}
      <Field
        name="email"
        label={t.email}
        type="email"
        autoComplete="username webauthn"
        inputMode="email"
        required
        defaultValue={kept.email ?? (flow.email || email || undefined)}
        aria-invalid={wrong ?? (issueOf(refusal, "email") ? true : undefined)}
        describedBy={refusal ? "login-error" : undefined}
      />
      <PasswordField
        name="password"
        label={t.password}
        autoComplete="current-password webauthn"
        required
        aria-invalid={wrong}
        describedBy={wrong && "login-error"}
      />
      <Link href="/forgot-password" className="link -mt-2 w-fit text-sm">
        {t.form.forgotPassword}
      </Link>
      <label className="flex items-start gap-3">
        <input ref={rememberMe} type="checkbox" name="rememberMe" className="mt-[0.3rem] size-4 shrink-0" />
        <span>
          {t.form.rememberMe}
          <span className="block text-sm text-muted">{rememberedFor}</span>
        </span>
      </label>
      <Button type="submit" name="step" value="password" aria-disabled={isPending} className="w-full">
        {isPending ? t.signingIn : t.signIn}
      </Button>
      <OtherWays
        flow={flow}
        methods={methods}
        offersPasskeys={offersPasskeys}
        isPending={isPending}
        onTurn={clear}
        isRemembered={() => rememberMe.current?.checked ?? false}
      />
    </form>
  );
}

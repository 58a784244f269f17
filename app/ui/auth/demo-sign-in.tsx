"use client";

import { useActionState, useState } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { useApiForm } from "@/app/ui/form/use-api-form";
import type { FormAction } from "@/app/ui/form/use-progressive-form";
import { errorMessage, type FormError } from "@/app/ui/format/error-message";
import { useAuth } from "@/lib/client/react/use-auth";
import { loginUrl } from "@/lib/session/login-url";
import type { Texts } from "@/lib/texts/catalogue";

interface DemoAccount {
  key: string;
  name: string;
  email: string;
  password: string;
  role: "user" | "admin";
}

interface Props {
  /** Before hydration and without JavaScript the form is posted to this. */
  action: FormAction;
  returnTo: string;
  accounts: DemoAccount[];
}

/** A button for each demo account, which signs in with one click. The accounts come from the server, in a demo alone. */
export function DemoSignIn({ action, returnTo, accounts }: Props) {
  const t = useTexts("demo").accounts;
  const tErrors = useTexts("errors");
  const { login } = useAuth();
  const [state, formAction] = useActionState(action, null);
  const [chosen, setChosen] = useState<string | null>(null);
  const { form, onSubmit, isPending, refusal } = useApiForm({
    submit: async (values) => {
      const account = accounts.find(({ key }) => key === values.get("account"));
      if (!account) return;
      setChosen(account.key);
      const { status } = await login({ email: account.email, password: account.password });
      // Someone has set up a second factor: the sign-in page goes on with it, by this browser's cookie.
      if (status !== "complete") location.assign(loginUrl(null, returnTo));
    },
    initial: state?.refusal ?? null,
    leaves: true,
  });

  return (
    <form ref={form} action={formAction} onSubmit={onSubmit} className="grid gap-3">
      <input type="hidden" name="returnTo" value={returnTo} />
      {refusal && (
        <Notice tone="danger" role="alert" tabIndex={-1}>
          {demoErrorMessage(refusal, t, tErrors)}
        </Notice>
      )}
      <div className="grid gap-2">
        {accounts.map(({ key, name, role }) => (
          <div key={key} className="grid grid-cols-2 items-center gap-3 text-sm text-muted">
            <Button
              type="submit"
              name="account"
              value={key}
              variant="quiet"
              aria-disabled={isPending}
              aria-describedby={`demo-${key}`}
              className="w-full px-2! text-ink max-[22rem]:text-sm"
            >
              {isPending && chosen === key ? t.signingIn : t.signInAs({ name })}
            </Button>
            <span id={`demo-${key}`}>{t.role[role]}</span>
          </div>
        ))}
      </div>
    </form>
  );
}

function demoErrorMessage(error: FormError, t: Texts<"demo">["accounts"], tErrors: Texts<"errors">): string {
  return error.code === "invalid_credentials" ? t.passwordChanged : errorMessage(error, tErrors);
}

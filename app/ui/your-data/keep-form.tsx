"use client";

import { useActionState } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { PageSession } from "@/app/ui/form/page-session";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { errorMessage, type FormError } from "@/app/ui/format/error-message";
import { useAuthClient } from "@/lib/client/react/auth-provider";
import { ACCOUNT_KEPT } from "@/lib/session/login-url";

interface Props {
  /** Takes the form before hydration and without JavaScript. Returns why it was refused. */
  action: (state: FormError | null, form: FormData) => Promise<FormError | null>;
}

/** Keeps an account that was to be deleted. */
export function KeepForm({ action }: Props) {
  const t = useTexts("yourData").keep;
  const tForm = useTexts("form");
  const tErrors = useTexts("errors");
  const { call } = useAuthClient();
  const [posted, formAction] = useActionState(action, null);
  const { form, onSubmit, isPending, refusal } = useApiForm({
    leaves: true,
    submit: async () => {
      await call("/api/me/keep");
      // A whole new page: everything that was loaded for a user who may change nothing is gone.
      location.assign(ACCOUNT_KEPT);
    },
    initial: posted,
  });
  return (
    <form ref={form} action={formAction} onSubmit={onSubmit} className="grid gap-4">
      <PageSession />
      {refusal && (
        <Notice tone="danger" role="alert" tabIndex={-1}>
          {errorMessage(refusal, tErrors)}
        </Notice>
      )}
      <Button type="submit" aria-disabled={isPending} className="justify-self-start">
        {isPending ? tForm.oneMoment : t.button}
      </Button>
    </form>
  );
}

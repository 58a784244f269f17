"use client";

import Link from "next/link";
import { type ReactNode, useState } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { Field } from "@/app/ui/form/field";
import { type FormAction, type FormState, useProgressiveForm } from "@/app/ui/form/use-progressive-form";
import { errorMessage, issueOf } from "@/app/ui/format/error-message";
import { useAuthClient } from "@/lib/client/react/auth-provider";

/** What the server returns when there is no script to ask it. */
export interface ForgotPasswordState extends FormState {
  /** The address that a link was sent to, if an account has it. */
  sentTo?: string;
}

interface Props {
  action: FormAction<ForgotPasswordState>;
  /** Where the email is while no mail server sends it; see `MailHint`. */
  mailbox: ReactNode;
}

/** Asks for the address; the answer is the same whether an account has it or not. */
export function ForgotPasswordForm({ action, mailbox }: Props) {
  const t = useTexts("recovery").forgot;
  const tErrors = useTexts("errors");
  const tForm = useTexts("form");
  const { request } = useAuthClient();
  const [sentTo, setSentTo] = useState<string | null>(null);
  const { form, formAction, onSubmit, isPending, refusal, kept, posted } = useProgressiveForm({
    action,
    leaves: false,
    submit: async (values) => {
      const email = String(values.get("email"));
      await request("/api/auth/password-reset", { body: { email } });
      setSentTo(email);
    },
  });
  const sent = sentTo ?? posted?.sentTo;
  const issue = issueOf(refusal, "email");

  if (sent)
    return (
      <div className="grid gap-5">
        <Notice tone="done" role="status">
          {t.sent({ address: <bdi className="font-medium wrap-anywhere">{sent}</bdi> })}
        </Notice>
        {mailbox}
        <p className="text-sm text-muted">{t.nothingThere}</p>
        <Link href="/login" className="link w-fit">
          {t.backToSignIn}
        </Link>
      </div>
    );
  return (
    <form ref={form} action={formAction} onSubmit={onSubmit} className="grid gap-5">
      <p>{t.text}</p>
      {refusal && !issue && (
        <Notice tone="danger" role="alert" tabIndex={-1}>
          {errorMessage(refusal, tErrors)}
        </Notice>
      )}
      <Field
        name="email"
        label={t.email}
        type="email"
        autoComplete="username"
        inputMode="email"
        required
        defaultValue={kept.email}
        error={issue}
      />
      <Button type="submit" aria-disabled={isPending} className="w-full">
        {isPending ? tForm.oneMoment : t.send}
      </Button>
      <Link href="/login" className="link w-fit text-sm">
        {t.backToSignIn}
      </Link>
    </form>
  );
}

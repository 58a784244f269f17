"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useActionState, useState } from "react";
import { useTexts } from "#texts";
import { Notice } from "@/app/ui/feedback/notice";
import { useToast } from "@/app/ui/feedback/toaster";
import { type FormError, toFormError } from "@/app/ui/format/error-message";
import { EmailCodeForm } from "@/app/ui/security/email-code-form";
import { NewEmailForm } from "@/app/ui/security/new-email-form";
import { useAuthClient } from "@/lib/client/react/auth-provider";

/** How far a change of the address is. */
export interface EmailState {
  /** The new address. */
  email: string;
  /** `asked`: the form is as it was. `sent`: the code is on its way. */
  stage: "asked" | "sent" | "changed";
  refusal: FormError | null;
}

interface Props {
  /** The address in force. */
  current: string;
  /** Takes the forms before hydration and without JavaScript. */
  action: (state: EmailState | null, form: FormData) => Promise<EmailState>;
  /** Where the email is while no mail server sends it; see `MailHint`. */
  mailbox: ReactNode;
}

const ASKED: EmailState = { email: "", stage: "asked", refusal: null };

/** Changes the e-mail address: the new one, then the code that was sent to it. */
export function EmailForm({ current, action, mailbox }: Props) {
  const t = useTexts("security").email;
  const { call } = useAuthClient();
  const router = useRouter();
  const toast = useToast();
  const [posted, formAction] = useActionState(action, null);
  const [local, setLocal] = useState<EmailState | null>(null);
  const { email, stage, refusal } = local ?? posted ?? ASKED;
  const form = { action: formAction, email, posted: refusal };

  async function request(next: string) {
    await call("/api/me/email", { body: { email: next } });
    setLocal({ email: next, stage: "sent", refusal: null });
  }

  async function confirm(code: string) {
    try {
      await call("/api/me/email/confirm", { body: { code } });
    } catch (thrown) {
      const failure = toFormError(thrown);
      const isOver = failure.code === "challenge_closed" || failure.details?.remainingAttempts === 0;
      if (!isOver) throw thrown;
      return setLocal({ email, stage: "asked", refusal: failure });
    }
    toast.success(t.changed);
    setLocal(ASKED);
    router.refresh();
  }

  if (stage === "sent")
    return (
      <EmailCodeForm {...form} onSubmit={confirm} onCancel={() => setLocal({ ...ASKED, email })}>
        {mailbox}
      </EmailCodeForm>
    );
  return (
    <>
      {stage === "changed" && (
        <Notice tone="done" role="status" className="mx-5 mt-5 sm:mx-6 sm:mt-6">
          {t.changed}
        </Notice>
      )}
      {/* The key starts the form anew with what the last try left. */}
      <NewEmailForm
        key={`${current} ${refusal?.code}`}
        {...form}
        current={current}
        onSubmit={request}
        takesFocus={local !== null && !refusal}
      />
    </>
  );
}

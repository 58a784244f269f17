"use client";

import Link from "next/link";
import { useState } from "react";
import { useTexts } from "#texts";
import { Button, buttonClass } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { useFragmentSecret } from "@/app/ui/form/use-fragment-secret";
import { type FormAction, type FormState, useProgressiveForm } from "@/app/ui/form/use-progressive-form";
import { errorMessage } from "@/app/ui/format/error-message";
import { LinkField } from "@/app/ui/sign-in/link-field";
import { useAuthClient } from "@/lib/client/react/auth-provider";

/** What the server returns when there is no script to ask it. */
export interface NotMeState extends FormState {
  /** The session is over. */
  isEnded?: boolean;
}

/** Ends the session that a mail told about, after a click: opening the link alone does nothing. */
export function NotMeForm({ action }: { action: FormAction<NotMeState> }) {
  const t = useTexts("recovery").notMe;
  const tErrors = useTexts("errors");
  const { request } = useAuthClient();
  const ticket = useFragmentSecret("ticket");
  const [isEnded, setEnded] = useState(false);
  const { form, formAction, onSubmit, isPending, refusal, posted } = useProgressiveForm({
    action,
    leaves: false,
    submit: async () => {
      await request("/api/auth/not-me", { body: { ticket } });
      setEnded(true);
    },
  });
  if (isEnded || posted?.isEnded) return <Ended />;
  const isRefused = refusal?.code === "invalid_ticket" || ticket === null;

  return (
    <form ref={form} action={formAction} onSubmit={onSubmit} className="grid gap-5">
      {(refusal || isRefused) && (
        <Notice tone="danger" role="alert" tabIndex={-1}>
          {isRefused ? t.refused : errorMessage(refusal ?? { code: "invalid_ticket" }, tErrors)}
        </Notice>
      )}
      {isRefused ? (
        <Link href="/login?returnTo=%2Fprofile" className="link w-fit">
          {t.signIn}
        </Link>
      ) : (
        <>
          <p>{t.text}</p>
          <LinkField />
          <Button type="submit" variant="danger" aria-disabled={isPending} className="w-full">
            {isPending ? t.signingOut : t.signOut}
          </Button>
        </>
      )}
    </form>
  );
}

function Ended() {
  const t = useTexts("recovery").notMe;
  return (
    <div className="grid gap-5">
      <Notice tone="done" role="status">
        {t.done}
      </Notice>
      <p>{t.advice}</p>
      <div className="flex flex-wrap gap-2.5">
        <Link href="/forgot-password" className={buttonClass()}>
          {t.newPassword}
        </Link>
        <Link href="/login?returnTo=%2Fprofile%2Factivity" className={buttonClass({ variant: "quiet" })}>
          {t.review}
        </Link>
      </div>
    </div>
  );
}

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
          {isRefused
            ? "This link has expired. Sign in to see your devices and sign any of them out."
            : errorMessage(refusal ?? { code: "invalid_ticket" }, tErrors)}
        </Notice>
      )}
      {isRefused ? (
        <Link href="/login?returnTo=%2Fprofile" className="link w-fit">
          Sign in
        </Link>
      ) : (
        <>
          <p>
            We’ve told you about a sign-in to your account. If it wasn’t you, sign that device out now. You
            stay signed in everywhere else.
          </p>
          <LinkField />
          <Button type="submit" variant="danger" aria-disabled={isPending} className="w-full">
            {isPending ? "Signing out…" : "That wasn’t me: sign it out"}
          </Button>
        </>
      )}
    </form>
  );
}

function Ended() {
  return (
    <div className="grid gap-5">
      <Notice tone="done" role="status">
        That device is signed out.
      </Notice>
      <p>
        Someone else may know your password. Choose a new one now: it signs out every other device, too. Then
        look through your passkeys and authenticator apps for any you don’t know.
      </p>
      <div className="flex flex-wrap gap-2.5">
        <Link href="/forgot-password" className={buttonClass()}>
          Choose a new password
        </Link>
        <Link href="/login?returnTo=%2Fprofile%2Fsecurity" className={buttonClass({ variant: "quiet" })}>
          Review your security
        </Link>
      </div>
    </div>
  );
}

"use client";

import Link from "next/link";
import { useTexts } from "#texts";
import { AuthHeader } from "@/app/ui/auth/auth-card";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { useFragmentSecret } from "@/app/ui/form/use-fragment-secret";
import { errorMessage } from "@/app/ui/format/error-message";
import { AttemptScreen, type AttemptScreenProps } from "@/app/ui/sign-in/attempt-screen";
import { LinkField } from "@/app/ui/sign-in/link-field";
import { useStepForm } from "@/app/ui/sign-in/step-form";
import { type SignIn, useSignIn } from "@/lib/client/sign-in/use-sign-in";

type Props = Omit<AttemptScreenProps, "flow" | "children">;

/** Signs in with the link from a mail, after a click: opening the link alone does nothing. */
export function LinkScreen(props: Props) {
  const t = useTexts("signIn");
  const flow = useSignIn();
  return (
    <AttemptScreen {...props} flow={flow}>
      <AuthHeader title={t.link.title} />
      <LinkForm {...props} flow={flow} />
    </AttemptScreen>
  );
}

function LinkForm({ flow, returnTo }: Props & { flow: SignIn }) {
  const t = useTexts("signIn");
  const tErrors = useTexts("errors");
  const tForm = useTexts("form");
  const ticket = useFragmentSecret("ticket");
  const { form, formAction, onSubmit, isPending, refusal } = useStepForm(flow, {
    link: () => flow.submitTicket(ticket ?? ""),
  });
  const isRefused = refusal?.code === "invalid_ticket" || ticket === null;

  return (
    <form ref={form} action={formAction} onSubmit={onSubmit} className="grid gap-5">
      <input type="hidden" name="returnTo" value={returnTo} />
      {(refusal || isRefused) && (
        <Notice tone="danger" role="alert" tabIndex={-1}>
          {isRefused ? t.link.refused : errorMessage(refusal ?? { code: "invalid_ticket" }, tErrors)}
        </Notice>
      )}
      {isRefused ? (
        <Link href="/login" className="link w-fit">
          {t.link.goToSignIn}
        </Link>
      ) : (
        <>
          <p>{t.link.text}</p>
          <LinkField />
          <Button type="submit" name="step" value="link" aria-disabled={isPending} className="w-full">
            {isPending ? tForm.oneMoment : t.continue}
          </Button>
          <Link href="/login" className="link w-fit text-sm">
            {t.link.anotherWay}
          </Link>
        </>
      )}
    </form>
  );
}

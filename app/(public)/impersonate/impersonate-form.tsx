"use client";

import Link from "next/link";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { useFragmentSecret } from "@/app/ui/form/use-fragment-secret";
import { errorMessage } from "@/app/ui/format/error-message";
import { useAuthClient } from "@/lib/client/react/auth-provider";
import { HOME } from "@/lib/session/login-url";

/** Uses the ticket from the address, after a click: opening the page alone does nothing. */
export function ImpersonateForm() {
  const t = useTexts("impersonate");
  const tErrors = useTexts("errors");
  const tForm = useTexts("form");
  const { request } = useAuthClient();
  const ticket = useFragmentSecret("ticket");
  const { form, onSubmit, isPending, refusal } = useApiForm({
    leaves: true,
    submit: async () => {
      await request("/api/auth/ticket", { body: { ticket } });
      location.assign(HOME);
    },
  });
  const isRefused = refusal?.code === "invalid_ticket" || ticket === null;

  return (
    <form ref={form} method="post" onSubmit={onSubmit} className="grid gap-5">
      {(refusal || isRefused) && (
        <Notice tone="danger" role="alert" tabIndex={-1}>
          {isRefused ? t.refused : errorMessage(refusal ?? { code: "invalid_ticket" }, tErrors)}
        </Notice>
      )}
      {isRefused ? (
        <Link href="/admin" className="link w-fit">
          {t.goToAccounts}
        </Link>
      ) : (
        <>
          <p>{t.text}</p>
          {/* Until the page has taken the ticket from the address, a click would lose it. */}
          <Button type="submit" disabled={ticket === undefined} aria-disabled={isPending} className="w-full">
            {isPending ? tForm.oneMoment : t.continue}
          </Button>
        </>
      )}
    </form>
  );
}

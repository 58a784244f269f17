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
  const tErrors = useTexts("errors");
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
    <form ref={form} onSubmit={onSubmit} className="grid gap-5">
      {(refusal || isRefused) && (
        <Notice tone="danger" role="alert" tabIndex={-1}>
          {isRefused
            ? "This ticket has expired, was used before, or belongs to another browser. Ask for a new one on the user’s page."
            : errorMessage(refusal ?? { code: "invalid_ticket" }, tErrors)}
        </Notice>
      )}
      {isRefused ? (
        <Link href="/admin" className="link w-fit">
          Go to the accounts
        </Link>
      ) : (
        <>
          <p>
            You’ll see this site as the user sees it, for an hour at most. You can’t change anything, and your
            own sign-in stays. A bar at the top of every page leads back.
          </p>
          {/* Until the page has taken the ticket from the address, a click would lose it. */}
          <Button type="submit" disabled={ticket === undefined} aria-disabled={isPending} className="w-full">
            {isPending ? "One moment…" : "Continue as this user"}
          </Button>
        </>
      )}
    </form>
  );
}

"use client";

import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { PageSession } from "@/app/ui/form/page-session";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { useHydrated } from "@/app/ui/form/use-hydrated";
import { errorMessage, type FormError } from "@/app/ui/format/error-message";
import { useAuthClient, useAuthState } from "@/lib/client/react/auth-provider";
import type { ClientErrorCode } from "@/lib/session/errors";

/** How a user without a password signs in. */
export interface Passwordless {
  /** What the user knows the service by. */
  service: string;
  /** The identity provider where the user can confirm that it is them; null when it is not set up any more. */
  provider: string | null;
}

/** A form has no proof of the key of its session; the provider leads to a session that has none. */
const CONFIRMED_THERE: readonly ClientErrorCode[] = ["reauthentication_required", "device_proof_required"];

interface Props {
  /** The session that is reported. */
  sessionId: string;
  provider: string | null;
  /** Takes the form before hydration and without JavaScript. */
  action: (form: FormData) => void;
  /** Why the form that was posted without JavaScript failed. */
  posted: FormError | null;
  onDone: () => void;
}

/** The button that secures the account of a user without a password. With JavaScript a dialog asks for the confirmation. */
export function PasswordlessReportForm({ sessionId, provider, action, posted, onDone }: Props) {
  const t = useTexts("report");
  const tErrors = useTexts("errors");
  const tForm = useTexts("form");
  const isHydrated = useHydrated();
  const { changePassword } = useAuthClient();
  const { form, onSubmit, isPending, refusal } = useApiForm({
    submit: async () => {
      await changePassword({ sessionId });
      onDone();
    },
    initial: posted,
  });
  const asks = !isHydrated && posted !== null && CONFIRMED_THERE.includes(posted.code);

  return (
    <div className="grid gap-5 p-5 sm:p-6">
      <form ref={form} action={action} onSubmit={onSubmit} noValidate className="grid gap-5">
        {refusal && (
          <Notice tone="danger" role="alert" tabIndex={-1}>
            {errorMessage(refusal, tErrors)}
          </Notice>
        )}
        <PageSession />
        <input type="hidden" name="sessionId" value={sessionId} />
        <p>{t.confirmFirst}</p>
        <Button type="submit" variant="danger" aria-disabled={isPending} className="justify-self-start">
          {isPending ? tForm.oneMoment : t.secure}
        </Button>
      </form>
      {asks && provider && <ConfirmAtProvider sessionId={sessionId} provider={provider} />}
    </div>
  );
}

/** Leads to the identity provider, which asks its user to sign in again, and back to this page; without JavaScript. */
function ConfirmAtProvider({ sessionId, provider }: { sessionId: string; provider: string }) {
  const t = useTexts("report");
  const { session } = useAuthState();
  return (
    <form method="post" action="/api/auth/oidc/start">
      <input type="hidden" name="reauthenticate" value="yes" />
      <input type="hidden" name="rememberMe" value={session?.rememberMe ? "yes" : ""} />
      <input
        type="hidden"
        name="returnTo"
        value={`/profile/report?session=${encodeURIComponent(sessionId)}`}
      />
      <Button type="submit">{t.confirmAt({ service: provider })}</Button>
    </form>
  );
}

"use client";

import { useActionState } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { PageSession } from "@/app/ui/form/page-session";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { errorMessage, type FormError, issueOf, toFieldErrors } from "@/app/ui/format/error-message";
import { ProofFields } from "@/app/ui/security/proof-fields";
import { ExactTime } from "@/app/ui/time/relative-time";
import { useAuthClient } from "@/lib/client/react/auth-provider";
import { OwnedAlone } from "./owned-alone";

interface Props {
  /** When the account is deleted if its user asks for that now: ISO 8601. */
  deletionAt: string;
  /** Takes the form before hydration and without JavaScript. Returns why it was refused. */
  action: (state: FormError | null, form: FormData) => Promise<FormError | null>;
}

/** Asks for the deletion of the account. The tick takes the place of a dialog, so that it works without JavaScript. */
export function DeleteForm({ deletionAt, action }: Props) {
  const t = useTexts("yourData").remove;
  const { call, withPlannedSignOut } = useAuthClient();
  const [posted, formAction] = useActionState(action, null);
  const { form, onSubmit, isPending, refusal } = useApiForm({
    leaves: true,
    check: (values) => toFieldErrors({ confirmed: values.has("confirmed") ? undefined : t.notConfirmed }),
    submit: async () => {
      await withPlannedSignOut("account_deletion", () => call("/api/me", { method: "DELETE" }));
    },
    initial: posted,
  });
  const isUnconfirmed = issueOf(refusal, "confirmed") !== undefined;
  return (
    <form ref={form} action={formAction} onSubmit={onSubmit} noValidate className="grid gap-4">
      <PageSession />
      {refusal && !isUnconfirmed && <Refusal refusal={refusal} />}
      <div>
        <label className="flex items-start gap-3">
          <input
            type="checkbox"
            name="confirmed"
            value="yes"
            aria-invalid={isUnconfirmed}
            aria-describedby={isUnconfirmed ? "confirmed-error" : undefined}
            className="mt-[0.3rem] size-4 shrink-0"
          />
          <span>{t.confirm({ date: <ExactTime at={deletionAt} dateOnly /> })}</span>
        </label>
        {isUnconfirmed && (
          <p id="confirmed-error" className="mt-2 text-sm text-danger">
            {t.notConfirmed}
          </p>
        )}
      </div>
      <ProofFields posted={posted} id="delete-account" />
      <Button type="submit" variant="danger" aria-disabled={isPending} className="justify-self-start">
        {isPending ? t.busy : t.button}
      </Button>
    </form>
  );
}

function Refusal({ refusal }: { refusal: FormError }) {
  const t = useTexts("yourData").remove;
  const tErrors = useTexts("errors");
  const organizations = refusal.details?.organizations;
  if (organizations) return <OwnedAlone organizations={organizations} role="alert" tabIndex={-1} />;
  return (
    <Notice tone="danger" role="alert" tabIndex={-1}>
      {refusal.code === "last_admin" ? t.onlyAdministrator : errorMessage(refusal, tErrors)}
    </Notice>
  );
}

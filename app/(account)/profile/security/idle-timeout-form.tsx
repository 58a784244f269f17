"use client";

import { useRouter } from "next/navigation";
import { useActionState } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { useToast } from "@/app/ui/feedback/toaster";
import { PageSession } from "@/app/ui/form/page-session";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { errorMessage, type FormError, issueOf } from "@/app/ui/format/error-message";
import { useUser } from "@/lib/client/react/use-auth";

/** The result of the server action: why the limit was not set, or null. */
export interface IdleTimeoutState {
  refusal: FormError | null;
}

export interface IdleOption {
  /** Whole seconds, or "default" for the site's own limits. */
  value: string;
  label: string;
  isCurrent: boolean;
  /** A note about this option. */
  hint: string | null;
  /** The names of the devices that this choice would sign out at once. */
  ends: string[];
}

interface Props {
  options: IdleOption[];
  action: (state: IdleTimeoutState | null, form: FormData) => Promise<IdleTimeoutState>;
}

/** The choice of an idle limit. Each option says which devices it would sign out, before it is chosen. */
export function IdleTimeoutForm({ options, action }: Props) {
  const t = useTexts("security").idle;
  const tSaving = useTexts("security").saving;
  const tErrors = useTexts("errors");
  const { update } = useUser();
  const router = useRouter();
  const toast = useToast();
  const [posted, formAction] = useActionState(action, null);
  const { form, onSubmit, isPending, refusal } = useApiForm({
    submit: async (values) => {
      const value = values.get("idleTimeout");
      await update({ idleTimeout: value === "default" ? null : Number(value) });
      toast.success(t.saved);
      router.refresh();
    },
    initial: posted?.refusal ?? null,
  });
  const current = options.find(({ isCurrent }) => isCurrent)?.value;

  return (
    <form ref={form} action={formAction} onSubmit={onSubmit} className="grid gap-5 p-5 sm:p-6">
      <PageSession />
      {refusal && (
        <Notice tone="danger" role="alert" tabIndex={-1}>
          {issueOf(refusal, "idleTimeout") ?? errorMessage(refusal, tErrors)}
        </Notice>
      )}
      {posted && !posted.refusal && (
        <Notice tone="done" role="status">
          {t.saved}
        </Notice>
      )}
      {/* The key changes with the limit in force, so a choice made in another tab shows here. */}
      <fieldset key={current} className="grid gap-3">
        <legend className="sr-only">{t.legend}</legend>
        {options.map((option) => (
          <Option key={option.value} {...option} />
        ))}
      </fieldset>
      <Button type="submit" variant="quiet" aria-disabled={isPending} className="justify-self-start">
        {isPending ? tSaving : t.save}
      </Button>
    </form>
  );
}

function Option({ value, label, isCurrent, hint, ends }: IdleOption) {
  const t = useTexts("security").idle;
  return (
    <label className="flex items-start gap-3">
      <input
        type="radio"
        name="idleTimeout"
        value={value}
        defaultChecked={isCurrent}
        className="mt-[0.3rem] size-4 shrink-0"
      />
      <span className="min-w-0">
        {label}
        {hint && <span className="block text-sm text-muted">{hint}</span>}
        {ends.length > 0 && (
          <span className="block text-sm wrap-anywhere text-muted">
            {t.signsOutNow({ devices: <span className="text-ink">{ends.join(", ")}</span> })}
          </span>
        )}
      </span>
    </label>
  );
}

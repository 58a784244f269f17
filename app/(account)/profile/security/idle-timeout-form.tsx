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
import { ProofFields } from "@/app/ui/security/proof-fields";
import { useAuthClient } from "@/lib/client/react/auth-provider";
import { useUser } from "@/lib/client/react/use-auth";
import type { SessionView } from "@/lib/session/contract";

/** The result of the server action. */
export interface IdleTimeoutState {
  /** Why the limit was not set, or null. */
  refusal: FormError | null;
  /** How many devices the new limit signed out. */
  signedOut: number;
}

export interface IdleOption {
  /** Whole seconds, or "default" for the site's own limits. */
  value: string;
  label: string;
  isCurrent: boolean;
  /** A note about this option. */
  hint: string | null;
  /** The devices that this choice would sign out at once. */
  ends: { id: string; name: string }[];
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
  const { call } = useAuthClient();
  const router = useRouter();
  const toast = useToast();
  const [posted, formAction] = useActionState(action, null);
  const { form, onSubmit, isPending, refusal } = useApiForm({
    submit: async (values) => {
      const value = values.get("idleTimeout");
      await update({ idleTimeout: value === "default" ? null : Number(value) });
      toast.success(saved(await countSignedOut(String(value))));
      router.refresh();
    },
    initial: posted?.refusal ?? null,
  });
  const current = options.find(({ isCurrent }) => isCurrent)?.value;

  const saved = (count: number) => (count > 0 ? t.savedAndSignedOut({ count }) : t.saved);

  /** @returns how many of the devices named with this choice are signed out now; one that was used meanwhile is not */
  async function countSignedOut(value: string): Promise<number> {
    const ends = options.find((option) => option.value === value)?.ends ?? [];
    if (ends.length === 0) return 0;
    // The limit is saved in any case.
    const answer = await call<{ sessions: SessionView[] }>("/api/sessions", { method: "GET" }).catch(
      () => null,
    );
    if (!answer) return 0;
    return ends.filter(({ id }) => !answer.sessions.some((session) => session.id === id)).length;
  }

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
          {saved(posted.signedOut)}
        </Notice>
      )}
      {/* The key changes with the limit in force, so a choice made in another tab shows here. */}
      <fieldset key={current} className="grid gap-3">
        <legend className="sr-only">{t.legend}</legend>
        {options.map((option) => (
          <Option key={option.value} {...option} />
        ))}
      </fieldset>
      <ProofFields posted={posted?.refusal ?? null} id="idle-timeout" />
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
            {t.signsOutNow({
              devices: <span className="text-ink">{ends.map(({ name }) => name).join(", ")}</span>,
            })}
          </span>
        )}
      </span>
    </label>
  );
}

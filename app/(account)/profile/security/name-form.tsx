"use client";

import { useActionState } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { useToast } from "@/app/ui/feedback/toaster";
import { Field } from "@/app/ui/form/field";
import { PageSession } from "@/app/ui/form/page-session";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { errorMessage, type FormError, issueOf, toFieldErrors } from "@/app/ui/format/error-message";
import { useUser } from "@/lib/client/react/use-auth";
import type { UserView } from "@/lib/session/contract";
import { MAX_NAME_LENGTH } from "@/lib/session/text-limits";

/** The result of the server action. */
export interface NameState {
  /** Why the name was not changed, or null. */
  refusal: FormError | null;
  typed: string;
}

interface Props {
  initial: UserView;
  /** Takes the form before hydration and without JavaScript. */
  action: (state: NameState | null, form: FormData) => Promise<NameState>;
}

/** Changes the display name. */
export function NameForm({ initial, action }: Props) {
  const t = useTexts("security");
  const tErrors = useTexts("errors");
  const { user, update } = useUser();
  const toast = useToast();
  const [posted, formAction] = useActionState(action, null);
  const { form, onSubmit, isPending, refusal } = useApiForm({
    check: (values) =>
      toFieldErrors({ name: String(values.get("name")).trim() ? undefined : t.profile.missing }),
    submit: async (values) => {
      await update({ name: String(values.get("name")).trim() });
      toast.success(t.profile.saved);
    },
    initial: posted?.refusal ?? null,
  });
  const error = issueOf(refusal, "name") ?? (refusal ? errorMessage(refusal, tErrors) : undefined);

  return (
    <form ref={form} action={formAction} onSubmit={onSubmit} noValidate className="grid gap-5 p-5 sm:p-6">
      <PageSession />
      {posted && !posted.refusal && (
        <Notice tone="done" role="status">
          {t.profile.saved}
        </Notice>
      )}
      <Field
        name="name"
        label={t.profile.name}
        autoComplete="name"
        maxLength={MAX_NAME_LENGTH}
        defaultValue={posted?.refusal ? posted.typed : (user ?? initial).name}
        error={error}
      />
      <Button type="submit" variant="quiet" aria-disabled={isPending} className="justify-self-start">
        {isPending ? t.saving : t.profile.save}
      </Button>
    </form>
  );
}

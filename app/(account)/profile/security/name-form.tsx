"use client";

import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { useToast } from "@/app/ui/feedback/toaster";
import { Field } from "@/app/ui/form/field";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { errorMessage, issueOf, toFieldErrors } from "@/app/ui/format/error-message";
import { useUser } from "@/lib/client/react/use-auth";
import type { UserView } from "@/lib/session/contract";

/** Changes the display name. */
export function NameForm({ initial }: { initial: UserView }) {
  const t = useTexts("security");
  const tErrors = useTexts("errors");
  const { user, update } = useUser();
  const toast = useToast();
  const { form, onSubmit, isPending, refusal } = useApiForm({
    check: (values) =>
      toFieldErrors({ name: String(values.get("name")).trim() ? undefined : t.profile.missing }),
    submit: async (values) => {
      await update({ name: String(values.get("name")).trim() });
      toast.success(t.profile.saved);
    },
  });
  const error = issueOf(refusal, "name") ?? (refusal ? errorMessage(refusal, tErrors) : undefined);

  return (
    <form ref={form} onSubmit={onSubmit} noValidate className="grid gap-5 p-5 sm:p-6">
      <Field
        name="name"
        label={t.profile.name}
        autoComplete="name"
        maxLength={100}
        defaultValue={(user ?? initial).name}
        error={error}
      />
      <Button type="submit" variant="quiet" aria-disabled={isPending} className="justify-self-start">
        {isPending ? t.saving : t.profile.save}
      </Button>
    </form>
  );
}

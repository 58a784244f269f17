"use client";

import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { useToast } from "@/app/ui/feedback/toaster";
import { formText } from "@/app/ui/form/form-text";
import { checkName, FormNotice } from "./form-notice";
import { HiddenFields } from "./hidden-fields";
import { NameFields } from "./name-fields";
import { type PostedFormAction, usePostedForm } from "./use-posted-form";

interface Props {
  organizationId: string;
  /** Rejects with an `AuthError`. */
  onAdd: (input: { name: string; slug?: string }) => Promise<unknown>;
  action: PostedFormAction;
}

/** Adds a workspace. */
export function WorkspaceForm({ organizationId, onAdd, action }: Props) {
  const t = useTexts("organizations");
  const toast = useToast();
  const form = usePostedForm({
    action,
    check: (values) => checkName(values, t),
    submit: async (values, element) => {
      const name = formText(values, "name").trim();
      const slug = formText(values, "slug").trim();
      await onAdd({ name, ...(slug && { slug }) });
      element.reset();
      toast.success(t.workspaces.addedOne({ name }));
    },
  });
  return (
    <form {...form.props} className="grid gap-5 p-5 sm:p-6">
      <HiddenFields fields={{ organizationId }} />
      <FormNotice refusal={form.refusal} fields={["name", "slug"]} />
      {form.isDone && (
        <Notice tone="done" role="status">
          {t.workspaces.added}
        </Notice>
      )}
      <NameFields
        id="workspace"
        refusal={form.refusal}
        initial={form.isDone ? {} : form.kept}
        slugHint={t.workspaces.slugHint}
      />
      <Button type="submit" variant="quiet" aria-disabled={form.isPending} className="justify-self-start">
        {form.isPending ? t.adding : t.workspaces.add}
      </Button>
    </form>
  );
}

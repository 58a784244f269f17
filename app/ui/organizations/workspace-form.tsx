"use client";

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
  const toast = useToast();
  const form = usePostedForm({
    action,
    check: checkName,
    submit: async (values, element) => {
      const name = formText(values, "name").trim();
      const slug = formText(values, "slug").trim();
      await onAdd({ name, ...(slug && { slug }) });
      element.reset();
      toast.success(`Added ${name}`);
    },
  });
  return (
    <form {...form.props} className="grid gap-5 p-5 sm:p-6">
      <HiddenFields fields={{ organizationId }} />
      <FormNotice refusal={form.refusal} fields={["name", "slug"]} />
      {form.isDone && (
        <Notice tone="done" role="status">
          Workspace added
        </Notice>
      )}
      <NameFields
        id="workspace"
        refusal={form.refusal}
        initial={form.isDone ? {} : form.kept}
        slugHint="Leave it empty to make one from the name."
      />
      <Button type="submit" variant="quiet" aria-disabled={form.isPending} className="justify-self-start">
        {form.isPending ? "Adding…" : "Add workspace"}
      </Button>
    </form>
  );
}

"use client";

import { Button } from "@/app/ui/button";
import { useToast } from "@/app/ui/feedback/toaster";
import { formText } from "@/app/ui/form/form-text";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { checkName, FormNotice } from "./form-notice";
import { NameFields } from "./name-fields";

/** Adds a workspace. @param props.onAdd rejects with an `AuthError` */
export function WorkspaceForm({
  onAdd,
}: {
  onAdd: (input: { name: string; slug?: string }) => Promise<unknown>;
}) {
  const toast = useToast();
  const { form, onSubmit, isPending, refusal } = useApiForm({
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
    <form ref={form} onSubmit={onSubmit} noValidate className="grid gap-5 p-5 sm:p-6">
      <FormNotice refusal={refusal} fields={["name", "slug"]} />
      <NameFields
        id="workspace"
        refusal={refusal}
        initial={{}}
        slugHint="Leave it empty to make one from the name."
      />
      <Button type="submit" variant="quiet" aria-disabled={isPending} className="justify-self-start">
        {isPending ? "Adding…" : "Add workspace"}
      </Button>
    </form>
  );
}

"use client";

import { useRef } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Dialog, DialogActions } from "@/app/ui/feedback/dialog";
import { Field } from "@/app/ui/form/field";
import { formText } from "@/app/ui/form/form-text";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { toFieldErrors } from "@/app/ui/format/error-message";
import type { OrganizationView } from "@/lib/session/organizations/organization-contract";
import { FormNotice, fieldError } from "./form-notice";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  organization: OrganizationView;
  /** Rejects with an `AuthError`. */
  onDelete: () => Promise<void>;
}

/** Asks for the short name of an organization before it is deleted: no slip of the hand types that. */
export function DeleteDialog({ open, onOpenChange, organization, onDelete }: Props) {
  const t = useTexts("organizations").remove;
  const field = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t.ask({ name: organization.name })}
      initialFocus={field}
      footer={
        <DeleteForm
          slug={organization.slug}
          field={field}
          onDelete={onDelete}
          onCancel={() => onOpenChange(false)}
        />
      }
    >
      <p>{t.effect}</p>
    </Dialog>
  );
}

interface FormProps extends Pick<Props, "onDelete"> {
  slug: string;
  field: React.RefObject<HTMLInputElement | null>;
  onCancel: () => void;
}

function DeleteForm({ slug, field, onDelete, onCancel }: FormProps) {
  const t = useTexts("organizations").remove;
  const tForm = useTexts("form");
  const tErrors = useTexts("errors");
  const { form, onSubmit, isPending, refusal } = useApiForm({
    leaves: true,
    check: (values) =>
      toFieldErrors({
        confirmation: formText(values, "confirmation").trim() === slug ? undefined : t.mistyped({ slug }),
      }),
    submit: onDelete,
  });
  return (
    <form ref={form} method="post" onSubmit={onSubmit} noValidate className="mt-5 grid gap-4">
      <FormNotice refusal={refusal} fields={["confirmation"]} />
      <Field
        ref={field}
        name="confirmation"
        label={t.type({ slug })}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        error={fieldError(refusal, "confirmation", tErrors)}
      />
      <DialogActions>
        <Button variant="quiet" onClick={onCancel}>
          {tForm.cancel}
        </Button>
        <Button type="submit" variant="danger" aria-disabled={isPending}>
          {isPending ? t.deleting : t.confirm}
        </Button>
      </DialogActions>
    </form>
  );
}

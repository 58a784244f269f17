"use client";

import { Button } from "@/app/ui/button";
import { Field } from "@/app/ui/form/field";
import { formText } from "@/app/ui/form/form-text";
import { SelectField } from "@/app/ui/form/select";
import { useApiForm } from "@/app/ui/form/use-api-form";
import type { ApiKeyScope } from "@/lib/session/organizations/organization-records";
import { checkName, FormNotice, fieldError } from "./form-notice";

const SCOPES = [
  { value: "read", label: "Read" },
  { value: "write", label: "Read and write" },
];
const LIFETIMES = [
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "1 year" },
];

interface Props {
  /** Rejects with an `AuthError`. */
  onMake: (key: { name: string; scope: ApiKeyScope; expiresInDays: number }) => Promise<void>;
}

/** Makes an API key. The server asks for a recent sign-in. */
export function ApiKeyForm({ onMake }: Props) {
  const { form, onSubmit, isPending, refusal } = useApiForm({
    check: checkName,
    submit: async (values, element) => {
      await onMake({
        name: formText(values, "name").trim(),
        scope: formText(values, "scope") as ApiKeyScope,
        expiresInDays: Number(formText(values, "expiresInDays")),
      });
      element.reset();
    },
  });
  return (
    <form ref={form} onSubmit={onSubmit} noValidate className="grid gap-5 p-5 sm:p-6">
      <FormNotice refusal={refusal} fields={["name"]} />
      <Field
        id="key-name"
        name="name"
        label="Name"
        hint="What the key is for, such as “Nightly export”."
        autoComplete="off"
        maxLength={80}
        error={fieldError(refusal, "name")}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField
          id="key-scope"
          name="scope"
          label="Access"
          options={SCOPES}
          hint="“Read and write” can change names, branding and workspaces, never members."
        />
        <SelectField
          id="key-lifetime"
          name="expiresInDays"
          label="Expires after"
          options={LIFETIMES}
          defaultValue="90"
        />
      </div>
      <Button type="submit" variant="quiet" aria-disabled={isPending} className="justify-self-start">
        {isPending ? "Creating…" : "Create key"}
      </Button>
    </form>
  );
}

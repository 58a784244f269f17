"use client";

import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Field } from "@/app/ui/form/field";
import { formText } from "@/app/ui/form/form-text";
import { SelectField } from "@/app/ui/form/select";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { ProofFields } from "@/app/ui/security/proof-fields";
import type { ApiKeyScope } from "@/lib/session/organizations/organization-records";
import { checkName, FormNotice, fieldError } from "./form-notice";
import { HiddenFields } from "./hidden-fields";
import type { PostedForm } from "./use-posted-form";

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
  organizationId: string;
  /** What became of the form when it was posted without JavaScript. */
  posted: PostedForm | null;
  /** Takes the form before hydration and without JavaScript. */
  action: (form: FormData) => void;
  /** Rejects with an `AuthError`. */
  onMake: (key: { name: string; scope: ApiKeyScope; expiresInDays: number }) => Promise<void>;
}

/** Makes an API key. The server asks for a recent sign-in. */
export function ApiKeyForm({ organizationId, posted, action, onMake }: Props) {
  const tErrors = useTexts("errors");
  const kept = (posted?.refusal && posted.kept) || {};
  const { form, onSubmit, isPending, refusal } = useApiForm({
    initial: posted?.refusal ?? null,
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
    <form ref={form} action={action} onSubmit={onSubmit} noValidate className="grid gap-5 p-5 sm:p-6">
      <HiddenFields fields={{ organizationId }} />
      <FormNotice refusal={refusal} fields={["name"]} />
      <Field
        id="key-name"
        name="name"
        label="Name"
        hint="What the key is for, such as “Nightly export”."
        autoComplete="off"
        maxLength={80}
        defaultValue={kept.name ?? ""}
        error={fieldError(refusal, "name", tErrors)}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField
          id="key-scope"
          name="scope"
          label="Access"
          options={SCOPES}
          defaultValue={kept.scope ?? "read"}
          hint="“Read and write” can change names, branding and workspaces, never members."
        />
        <SelectField
          id="key-lifetime"
          name="expiresInDays"
          label="Expires after"
          options={LIFETIMES}
          defaultValue={kept.expiresInDays ?? "90"}
        />
      </div>
      <ProofFields posted={posted?.refusal ?? null} id="key" />
      <Button type="submit" variant="quiet" aria-disabled={isPending} className="justify-self-start">
        {isPending ? "Creating…" : "Create key"}
      </Button>
    </form>
  );
}

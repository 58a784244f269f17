"use client";

import { useLanguage, useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Field } from "@/app/ui/form/field";
import { formText } from "@/app/ui/form/form-text";
import { SelectField } from "@/app/ui/form/select";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { ProofFields } from "@/app/ui/security/proof-fields";
import type { ApiKeyScope } from "@/lib/session/organizations/organization-records";
import { durationInWords } from "@/lib/texts/duration";
import { checkName, FormNotice, fieldError } from "./form-notice";
import { HiddenFields } from "./hidden-fields";
import type { PostedForm } from "./use-posted-form";

const SCOPES = ["read", "write"] as const;
const DAY_SECONDS = 24 * 60 * 60;
const LIFETIMES_DAYS = [7, 30, 90, 365];
/** A length that people call a year. */
const YEAR_DAYS = 365;

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
  const t = useTexts("organizations");
  const language = useLanguage();
  const tErrors = useTexts("errors");
  const kept = (posted?.refusal && posted.kept) || {};
  const { form, onSubmit, isPending, refusal } = useApiForm({
    initial: posted?.refusal ?? null,
    check: (values) => checkName(values, t),
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
        label={t.names.name}
        hint={t.apiKeys.nameHint}
        autoComplete="off"
        maxLength={80}
        defaultValue={kept.name ?? ""}
        error={fieldError(refusal, "name", tErrors)}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField
          id="key-scope"
          name="scope"
          label={t.apiKeys.access}
          options={SCOPES.map((value) => ({ value, label: t.apiKeys.scope[value] }))}
          defaultValue={kept.scope ?? "read"}
          hint={t.apiKeys.accessHint}
        />
        <SelectField
          id="key-lifetime"
          name="expiresInDays"
          label={t.apiKeys.expiresAfter}
          options={LIFETIMES_DAYS.map((days) => ({
            value: String(days),
            label: days === YEAR_DAYS ? t.apiKeys.year : durationInWords(days * DAY_SECONDS, language),
          }))}
          defaultValue={kept.expiresInDays ?? "90"}
        />
      </div>
      <ProofFields posted={posted?.refusal ?? null} id="key" />
      <Button type="submit" variant="quiet" aria-disabled={isPending} className="justify-self-start">
        {isPending ? t.creating : t.apiKeys.createKey}
      </Button>
    </form>
  );
}

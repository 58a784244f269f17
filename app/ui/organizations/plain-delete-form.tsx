"use client";

import { useActionState } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Field } from "@/app/ui/form/field";
import { ProofFields } from "@/app/ui/security/proof-fields";
import type { OrganizationView } from "@/lib/session/organizations/organization-contract";
import { FormNotice, fieldError } from "./form-notice";
import { HiddenFields } from "./hidden-fields";
import type { PostedFormAction } from "./use-posted-form";

interface Props {
  organization: OrganizationView;
  action: PostedFormAction;
}

/** Deletes an organization without JavaScript. Its short name is typed here, in the place of a dialog. */
export function PlainDeleteForm({ organization: { id, slug }, action }: Props) {
  const t = useTexts("organizations").remove;
  const tErrors = useTexts("errors");
  const [posted, formAction] = useActionState(action, null);
  const refusal = posted?.refusal ?? null;
  return (
    <form action={formAction} className="grid gap-4 sm:max-w-80">
      <HiddenFields fields={{ organizationId: id }} />
      <FormNotice refusal={refusal} fields={["confirmation"]} />
      <Field
        name="confirmation"
        label={t.type({ slug })}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        defaultValue={posted?.kept.confirmation ?? ""}
        error={fieldError(refusal, "confirmation", tErrors)}
      />
      <ProofFields posted={refusal} id="delete" />
      <Button type="submit" variant="danger" className="justify-self-start">
        {t.confirm}
      </Button>
    </form>
  );
}

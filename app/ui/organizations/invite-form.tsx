"use client";

import { type ReactNode, useState } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { Field } from "@/app/ui/form/field";
import { formText } from "@/app/ui/form/form-text";
import { SelectField } from "@/app/ui/form/select";
import { toFieldErrors } from "@/app/ui/format/error-message";
import { HiddenFields } from "@/app/ui/organizations/hidden-fields";
import { ProofFields } from "@/app/ui/security/proof-fields";
import type { OrganizationRole } from "@/lib/session/organizations/organization-records";
import { FormNotice, fieldError } from "./form-notice";
import { roleOptions } from "./roles";
import { type PostedFormAction, usePostedForm } from "./use-posted-form";

interface Props {
  organizationId: string;
  /** Those the user may give. */
  roles: readonly OrganizationRole[];
  action: PostedFormAction;
  /** Rejects with an `AuthError`. */
  onInvite: (invitation: { email: string; role: OrganizationRole }) => Promise<unknown>;
  mailbox: ReactNode;
}

/** Invites an address, with the role that it will have. */
export function InviteForm({ organizationId, roles, action, onInvite, mailbox }: Props) {
  const t = useTexts("organizations");
  const tErrors = useTexts("errors");
  const [invited, setInvited] = useState<string | null>(null);
  const form = usePostedForm({
    action,
    check: (values) =>
      toFieldErrors({ email: formText(values, "email").trim() ? undefined : t.invitations.missing }),
    submit: async (values, element) => {
      setInvited(null);
      const email = formText(values, "email").trim();
      await onInvite({ email, role: formText(values, "role") as OrganizationRole });
      element.reset();
      setInvited(email);
    },
  });
  const sentTo = form.refusal ? null : (invited ?? (form.isDone ? form.kept.email : null));

  return (
    <form {...form.props} className="grid gap-4 p-5 sm:p-6">
      <HiddenFields fields={{ organizationId }} />
      <FormNotice refusal={form.refusal} fields={["email", "role"]} />
      {sentTo && (
        <Notice tone="done" role="status">
          {t.invitations.sentTo({ email: <bdi className="font-medium wrap-anywhere">{sentTo}</bdi> })}
        </Notice>
      )}
      {sentTo && mailbox}
      <div className="grid gap-4 sm:grid-cols-[1fr_9rem]">
        <Field
          id="invite-email"
          name="email"
          type="email"
          label={t.invitations.email}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={form.isDone ? "" : (form.kept.email ?? "")}
          error={fieldError(form.refusal, "email", tErrors)}
        />
        <SelectField
          id="invite-role"
          name="role"
          label={t.invitations.role}
          options={roleOptions(roles, t)}
          defaultValue={form.kept.role ?? "member"}
        />
      </div>
      <ProofFields posted={form.refusal} id="invite" />
      <Button type="submit" variant="quiet" aria-disabled={form.isPending} className="justify-self-start">
        {form.isPending ? t.invitations.sending : t.invitations.send}
      </Button>
    </form>
  );
}

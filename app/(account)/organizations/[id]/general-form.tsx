"use client";

import { useRouter } from "next/navigation";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { useToast } from "@/app/ui/feedback/toaster";
import { formText } from "@/app/ui/form/form-text";
import { checkName, FormNotice } from "@/app/ui/organizations/form-notice";
import { HiddenFields } from "@/app/ui/organizations/hidden-fields";
import { NameFields } from "@/app/ui/organizations/name-fields";
import { type PostedFormAction, usePostedForm } from "@/app/ui/organizations/use-posted-form";
import { useOrganization } from "@/lib/client/react/use-organization";
import type { MembershipView } from "@/lib/session/organizations/organization-contract";

interface Props {
  initial: MembershipView;
  action: PostedFormAction;
}

/** Changes the name and the short name. */
export function GeneralForm({ initial, action }: Props) {
  const t = useTexts("organizations");
  const tForm = useTexts("form");
  const organizationId = initial.organization.id;
  const { update } = useOrganization({ organizationId, parts: [], initial: { membership: initial } });
  const router = useRouter();
  const toast = useToast();
  const form = usePostedForm({
    action,
    check: (values) => checkName(values, t),
    submit: async (values) => {
      await update({ name: formText(values, "name").trim(), slug: formText(values, "slug").trim() });
      toast.success(t.saved);
      router.refresh();
    },
  });

  return (
    <form {...form.props} className="grid gap-5 p-5 sm:p-6">
      <HiddenFields fields={{ organizationId }} />
      <FormNotice refusal={form.refusal} fields={["name", "slug"]} />
      {form.isDone && (
        <Notice tone="done" role="status">
          {t.saved}
        </Notice>
      )}
      <NameFields
        refusal={form.refusal}
        initial={{ ...initial.organization, ...form.kept }}
        slugHint={t.names.slugHint}
      />
      <Button type="submit" variant="quiet" aria-disabled={form.isPending} className="justify-self-start">
        {form.isPending ? t.saving : tForm.save}
      </Button>
    </form>
  );
}

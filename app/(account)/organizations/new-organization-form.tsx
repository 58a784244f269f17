"use client";

import { useRouter } from "next/navigation";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { formText } from "@/app/ui/form/form-text";
import { PageSession } from "@/app/ui/form/page-session";
import { checkName, FormNotice } from "@/app/ui/organizations/form-notice";
import { NameFields } from "@/app/ui/organizations/name-fields";
import { type PostedFormAction, usePostedForm } from "@/app/ui/organizations/use-posted-form";
import { useAuthClient } from "@/lib/client/react/auth-provider";
import type { MembershipView } from "@/lib/session/organizations/organization-contract";
import { organizationPath } from "@/lib/session/page-paths";

interface Props {
  action: PostedFormAction;
}

/** Makes an organization, and opens its settings. */
export function NewOrganizationForm({ action }: Props) {
  const t = useTexts("organizations");
  const { call } = useAuthClient();
  const router = useRouter();
  const form = usePostedForm({
    action,
    leaves: true,
    check: (values) => checkName(values, t),
    submit: async (values) => {
      const slug = formText(values, "slug").trim();
      const { organization } = await call<MembershipView>("/api/organizations", {
        body: { name: formText(values, "name").trim(), ...(slug && { slug }) },
      });
      router.push(organizationPath(organization.id));
    },
  });

  return (
    <form {...form.props} className="grid gap-5 p-5 sm:p-6">
      <PageSession />
      <FormNotice refusal={form.refusal} fields={["name", "slug"]} />
      <NameFields refusal={form.refusal} initial={form.kept} slugHint={t.create.slugHint} />
      <Button type="submit" aria-disabled={form.isPending} className="justify-self-start">
        {form.isPending ? t.creating : t.create.button}
      </Button>
    </form>
  );
}

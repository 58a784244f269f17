import type { Metadata } from "next";
import { OrganizationList } from "@/app/ui/organizations/organization-list";
import { PageHeader } from "@/app/ui/shell/page-header";
import { Panel } from "@/app/ui/shell/panel";
import { listMemberships } from "@/lib/server/organizations/organizations";
import { requireSession } from "@/lib/web/pages/current-session";
import { getTexts } from "@/lib/web/pages/texts";
import { createOrganizationAction } from "./actions";
import { NewOrganizationForm } from "./new-organization-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTexts("organizations")).title };
}

export default async function OrganizationsPage() {
  const { user } = await requireSession("/organizations");
  const t = await getTexts("organizations");
  return (
    <>
      <PageHeader title={t.title}>{t.intro}</PageHeader>
      <div className="max-w-3xl">
        <Panel>
          <OrganizationList memberships={await listMemberships(user.id)} />
        </Panel>
        <Panel title={t.create.title} hint={t.create.hint}>
          <NewOrganizationForm action={createOrganizationAction} />
        </Panel>
      </div>
    </>
  );
}

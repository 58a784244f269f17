import type { Metadata } from "next";
import { OrganizationList } from "@/app/ui/organizations/organization-list";
import { PageHeader } from "@/app/ui/shell/page-header";
import { Panel } from "@/app/ui/shell/panel";
import { listMemberships } from "@/lib/server/organizations/organizations";
import { requireSession } from "@/lib/web/pages/current-session";
import { createOrganization } from "./actions";
import { NewOrganizationForm } from "./new-organization-form";

export const metadata: Metadata = { title: "Organizations" };

export default async function OrganizationsPage() {
  const { user } = await requireSession("/organizations");
  return (
    <>
      <PageHeader title="Organizations">
        Share workspaces with other people. You choose in the account menu which organization you work in.
      </PageHeader>
      <div className="max-w-3xl">
        <Panel>
          <OrganizationList memberships={await listMemberships(user.id)} />
        </Panel>
        <Panel title="New organization" hint="You’ll be its owner.">
          <NewOrganizationForm action={createOrganization} />
        </Panel>
      </div>
    </>
  );
}

import type { Metadata } from "next";
import { SettingsPage } from "@/app/ui/organizations/settings-page";
import { Panel } from "@/app/ui/shell/panel";
import { mayDo } from "@/lib/session/organizations/organization-permissions";
import { requireMember } from "@/lib/web/pages/organization-pages";
import { deleteOrganization, removeMember, renameOrganization, setBranding } from "../actions";
import { Branding } from "./branding";
import { GeneralForm } from "./general-form";
import { LeaveOrDelete } from "./leave-or-delete";

export const metadata: Metadata = { title: "Organization" };

export default async function OrganizationPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { user, membership } = await requireMember(id, "", "organization.read");
  return (
    <SettingsPage membership={membership} here="General">
      {mayDo(membership.role, null, "organization.update") && (
        <>
          <Panel title="Names">
            <GeneralForm initial={membership} action={renameOrganization} />
          </Panel>
          <Panel
            title="Branding"
            hint="The colour of marks, such as the logo and the focus, for members who work in this organization."
          >
            <Branding initial={membership} action={setBranding} />
          </Panel>
        </>
      )}
      <Panel title="Your membership">
        <LeaveOrDelete
          initial={membership}
          userId={user.id}
          actions={{ leave: removeMember, remove: deleteOrganization }}
        />
      </Panel>
    </SettingsPage>
  );
}

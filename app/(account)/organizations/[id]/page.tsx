import type { Metadata } from "next";
import { SettingsPage } from "@/app/ui/organizations/settings-page";
import { Panel } from "@/app/ui/shell/panel";
import { mayDo } from "@/lib/session/organizations/organization-permissions";
import { requireMember } from "@/lib/web/pages/organization-pages";
import { getTexts } from "@/lib/web/pages/texts";
import {
  deleteOrganizationAction,
  removeMemberAction,
  renameOrganizationAction,
  setBrandingAction,
} from "../actions";
import { Branding } from "./branding";
import { GeneralForm } from "./general-form";
import { LeaveOrDelete } from "./leave-or-delete";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTexts("organizations")).organization };
}

export default async function OrganizationPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { user, membership } = await requireMember(id, "", "organization.read");
  const t = await getTexts("organizations");
  return (
    <SettingsPage membership={membership} here="general">
      {mayDo(membership.role, null, "organization.update") && (
        <>
          <Panel title={t.names.title}>
            <GeneralForm initial={membership} action={renameOrganizationAction} />
          </Panel>
          <Panel title={t.branding.title} hint={t.branding.hint}>
            <Branding initial={membership} action={setBrandingAction} />
          </Panel>
        </>
      )}
      <Panel title={t.leave.membership}>
        <LeaveOrDelete
          initial={membership}
          userId={user.id}
          actions={{ leave: removeMemberAction, remove: deleteOrganizationAction }}
        />
      </Panel>
    </SettingsPage>
  );
}

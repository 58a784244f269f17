import type { Metadata } from "next";
import { PageHeader } from "@/app/ui/shell/page-header";
import { Panel } from "@/app/ui/shell/panel";
import { MIN_LENGTH } from "@/lib/server/password-policy";
import { requireSession } from "@/lib/web/pages/current-session";
import { NameForm } from "./name-form";
import { PasswordForm } from "./password-form";

export const metadata: Metadata = { title: "Security" };

export default async function SecurityPage() {
  const { user } = await requireSession("/profile/security");
  return (
    <>
      <PageHeader title="Security">Manage your name and password.</PageHeader>
      <div className="max-w-2xl">
        <Panel title="Profile">
          <NameForm initial={user} />
        </Panel>
        <Panel title="Change your password">
          <PasswordForm email={user.email} minPasswordLength={MIN_LENGTH} />
        </Panel>
      </div>
    </>
  );
}

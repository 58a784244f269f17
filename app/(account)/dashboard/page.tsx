import type { Metadata } from "next";
import { LinkRow } from "@/app/ui/account/link-row";
import { pluralize } from "@/app/ui/format/pluralize";
import { NoteForm } from "@/app/ui/notes/note-form";
import { ClockChoice } from "@/app/ui/preferences/clock-choice";
import { PageHeader } from "@/app/ui/shell/page-header";
import { Panel } from "@/app/ui/shell/panel";
import { findNote } from "@/lib/server/notes";
import { listSessions } from "@/lib/server/session-list";
import { requireSession } from "@/lib/web/pages/current-session";
import { saveNote } from "./actions";
import { ThisSession } from "./this-session";

export const metadata: Metadata = { title: "Dashboard" };

export default async function DashboardPage() {
  const { user, session } = await requireSession("/dashboard");
  const { length: devices } = await listSessions({ userId: user.id, currentSessionId: session.id });

  const note = await findNote(user.id);

  return (
    <>
      <PageHeader title={`Hello, ${user.name}`}>
        {devices > 1
          ? `You’re signed in on ${pluralize(devices, "device")}.`
          : "You’re only signed in on this device."}
      </PageHeader>
      <ThisSession initial={session} />
      <Panel title="Your note">
        <NoteForm initial={note} action={saveNote} />
      </Panel>
      <Panel title="Preferences">
        <ClockChoice />
      </Panel>
      <Panel title="Your account">
        <div className="divide-y divide-line">
          <LinkRow href="/profile" title="Devices">
            See where you’re signed in and sign devices out
          </LinkRow>
          <LinkRow href="/profile/security" title="Security">
            Change your password or name
          </LinkRow>
          <LinkRow href="/profile/activity" title="Activity">
            See sign-ins and changes to your account
          </LinkRow>
        </div>
      </Panel>
    </>
  );
}

import type { Metadata } from "next";
import { ClientTexts } from "@/app/client-texts";
import { LinkRow } from "@/app/ui/account/link-row";
import { Notice } from "@/app/ui/feedback/notice";
import { NoteForm } from "@/app/ui/notes/note-form";
import { ClockChoice } from "@/app/ui/preferences/clock-choice";
import { PageHeader } from "@/app/ui/shell/page-header";
import { Panel } from "@/app/ui/shell/panel";
import { findNote } from "@/lib/server/account/notes";
import { countSessions } from "@/lib/server/sessions/session-list";
import { requireSession } from "@/lib/web/pages/current-session";
import { getTexts } from "@/lib/web/pages/texts";
import { saveNoteAction } from "./actions";
import { ThisSession } from "./this-session";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTexts("dashboard")).title };
}

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function DashboardPage({ searchParams }: Props) {
  const { user, session } = await requireSession("/dashboard");
  const t = await getTexts("dashboard");
  const tNav = (await getTexts("shell")).nav;
  const devices = await countSessions(user.id);
  const note = await findNote(user.id);
  // True of every user who sees this page: one whose account is to be deleted is asked first.
  const isKept = (await searchParams).kept !== undefined;

  return (
    <ClientTexts of={["dashboard", "requestErrors"]}>
      <PageHeader title={t.hello({ name: user.name })}>
        {devices > 1 ? t.signedInOn({ count: devices }) : t.onlyHere}
      </PageHeader>
      {isKept && (
        <Notice tone="done" role="status" tabIndex={-1} autoFocus className="mb-8 outline-none">
          {(await getTexts("yourData")).keep.kept}
        </Notice>
      )}
      <ThisSession initial={session} />
      {(!session.impersonator || note.text) && (
        <Panel title={t.yourNote}>
          {session.impersonator ? (
            // An administrator who acts as the user may change nothing.
            <p className="p-5 whitespace-pre-wrap wrap-anywhere sm:p-6">{note.text}</p>
          ) : (
            <NoteForm initial={note} action={saveNoteAction} />
          )}
        </Panel>
      )}
      <div className="mt-10 noscript:hidden">
        <Panel title={t.preferences}>
          <ClockChoice />
        </Panel>
      </div>
      <Panel title={t.yourAccount}>
        <div className="divide-y divide-line">
          <LinkRow href="/profile" title={tNav.devices}>
            {t.devicesText}
          </LinkRow>
          <LinkRow href="/profile/security" title={tNav.security}>
            {t.securityText}
          </LinkRow>
          <LinkRow href="/profile/activity" title={tNav.activity}>
            {t.activityText}
          </LinkRow>
        </div>
      </Panel>
    </ClientTexts>
  );
}

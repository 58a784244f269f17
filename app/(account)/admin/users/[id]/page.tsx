import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { ClientTexts } from "@/app/client-texts";
import { UserSessions } from "@/app/ui/admin/user-sessions";
import { UserState } from "@/app/ui/admin/user-table";
import { PageHeader } from "@/app/ui/shell/page-header";
import { ExactTime } from "@/app/ui/time/relative-time";
import { findUserView } from "@/lib/server/admin/admin";
import { listSessions } from "@/lib/server/sessions/session-list";
import { adminTitle, requireAdmin } from "@/lib/web/pages/current-session";
import { getTexts } from "@/lib/web/pages/texts";
import { UserActions } from "./user-actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: await adminTitle((await getTexts("admin")).user.title) };
}

export default async function UserPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const admin = await requireAdmin(`/admin/users/${encodeURIComponent(id)}`);
  const user = await findUserView(id);
  if (!user) notFound();
  const t = await getTexts("admin");
  const sessions = await listSessions({ userId: user.id, currentSessionId: null });

  return (
    <ClientTexts of={["admin", "devices"]}>
      <p className="mb-3 text-sm">
        <Link href="/admin" className="link">
          {t.people.title}
        </Link>
      </p>
      <PageHeader
        title={user.name}
        actions={
          <UserActions user={user} sessionCount={sessions.length} isSelf={user.id === admin.user.id} />
        }
      >
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="wrap-anywhere">{user.email}</span>
          <UserState user={user} />
        </p>
        <p>
          {t.user.since({ date: <ExactTime at={user.createdAt} dateOnly /> })}
          {user.disabledAt && (
            <span>{t.user.disabledSince({ date: <ExactTime at={user.disabledAt} dateOnly /> })}</span>
          )}
          {user.deletionAt && (
            <span>{t.user.toBeDeleted({ date: <ExactTime at={user.deletionAt} dateOnly /> })}</span>
          )}
        </p>
      </PageHeader>
      <UserSessions userId={user.id} sessions={sessions} />
    </ClientTexts>
  );
}

import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { UserSessions } from "@/app/ui/admin/user-sessions";
import { UserState } from "@/app/ui/admin/user-table";
import { PageHeader } from "@/app/ui/shell/page-header";
import { ExactTime } from "@/app/ui/time/relative-time";
import { findUserView } from "@/lib/server/admin";
import { listSessions } from "@/lib/server/session-list";
import { requireAdmin } from "@/lib/web/pages/current-session";
import { UserActions } from "./user-actions";

export const metadata: Metadata = { title: "Account" };

export default async function UserPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const admin = await requireAdmin(`/admin/users/${encodeURIComponent(id)}`);
  const user = await findUserView(id);
  if (!user) notFound();
  const sessions = await listSessions({ userId: user.id, currentSessionId: null });

  return (
    <>
      <p className="mb-3 text-sm">
        <Link href="/admin" className="link">
          People
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
          Account since <ExactTime at={user.createdAt} dateOnly />
          {user.disabledAt && (
            <span>
              , disabled since <ExactTime at={user.disabledAt} dateOnly />
            </span>
          )}
        </p>
      </PageHeader>
      <UserSessions userId={user.id} sessions={sessions} />
    </>
  );
}

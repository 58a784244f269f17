import type { Metadata } from "next";
import Link from "next/link";
import { ActivityList } from "@/app/ui/activity/activity-list";
import { distinctNames } from "@/app/ui/format/device";
import { PageHeader } from "@/app/ui/shell/page-header";
import { listActivity } from "@/lib/server/activity";
import { listEndedSessions, listSessions } from "@/lib/server/session-list";
import { requireSession } from "@/lib/web/pages/current-session";

export const metadata: Metadata = { title: "Activity" };

export default async function ActivityPage() {
  const { user, session } = await requireSession("/profile/activity");
  const [entries, ended, alive] = await Promise.all([
    listActivity(user.id),
    listEndedSessions({ userId: user.id }),
    listSessions({ userId: user.id, currentSessionId: session.id }),
  ]);
  const names = Object.fromEntries(distinctNames([...ended, ...alive]));
  return (
    <>
      <PageHeader title="Activity">
        Recent security events. If you don’t recognize something,{" "}
        <Link href="/profile" className="link">
          sign out that device
        </Link>{" "}
        and{" "}
        <Link href="/profile/security" className="link">
          change your password
        </Link>
        .
      </PageHeader>
      <ActivityList entries={entries} names={names} currentSessionId={session.id} />
    </>
  );
}

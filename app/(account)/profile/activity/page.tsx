import type { Metadata } from "next";
import Link from "next/link";
import { ActivityList } from "@/app/ui/activity/activity-list";
import { ActivityPager } from "@/app/ui/activity/activity-pager";
import { distinctNames } from "@/app/ui/format/device";
import { PageHeader } from "@/app/ui/shell/page-header";
import { listActivity } from "@/lib/server/activity";
import { listEndedSessions, listSessions } from "@/lib/server/session-list";
import { requireSession } from "@/lib/web/pages/current-session";
import { getTexts } from "@/lib/web/pages/texts";
import { activityQuery } from "@/lib/web/request/schemas";

export const metadata: Metadata = { title: "Activity" };

type Query = Record<string, string | string[] | undefined>;

export default async function ActivityPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { user, session } = await requireSession("/profile/activity");
  const tDevice = await getTexts("device");
  // A cursor that is none shows the newest entries.
  const cursor = activityQuery.safeParse(await searchParams).data?.cursor ?? null;
  const [{ entries, nextCursor }, ended, alive] = await Promise.all([
    listActivity(user.id, cursor),
    listEndedSessions({ userId: user.id }),
    listSessions({ userId: user.id, currentSessionId: session.id }),
  ]);
  const names = Object.fromEntries(distinctNames([...ended, ...alive], tDevice));
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
      <ActivityPager isFirstPage={cursor === null} nextCursor={nextCursor} />
    </>
  );
}

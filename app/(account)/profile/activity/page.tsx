import type { Metadata } from "next";
import Link from "next/link";
import { ClientTexts } from "@/app/client-texts";
import { ActivityList } from "@/app/ui/activity/activity-list";
import { ActivityPager } from "@/app/ui/activity/activity-pager";
import { distinctNames } from "@/app/ui/format/device";
import { PageHeader } from "@/app/ui/shell/page-header";
import { listActivityFor } from "@/lib/server/account/activity";
import { listEndedSessions, listSessions } from "@/lib/server/sessions/session-list";
import { requireSession } from "@/lib/web/pages/current-session";
import { getTexts } from "@/lib/web/pages/texts";
import { activityQuery } from "@/lib/web/request/schemas";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTexts("activity")).title };
}

type Query = Record<string, string | string[] | undefined>;

export default async function ActivityPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { user, session } = await requireSession("/profile/activity");
  const t = await getTexts("activity");
  const tDevice = await getTexts("device");
  // A cursor that is none shows the newest entries.
  const cursor = activityQuery.safeParse(await searchParams).data?.cursor ?? null;
  const [{ entries, nextCursor, fromHere }, ended, alive] = await Promise.all([
    listActivityFor({ userId: user.id, sessionId: session.id }, cursor),
    listEndedSessions({ userId: user.id }),
    listSessions({ userId: user.id, currentSessionId: session.id }),
  ]);
  const names = Object.fromEntries(distinctNames([...ended, ...alive], tDevice));
  return (
    <ClientTexts of={["activity", "sessionEnd"]}>
      <PageHeader title={t.title}>
        {t.intro({
          signOut: (
            <Link href="/profile" className="link">
              {t.signOutThatDevice}
            </Link>
          ),
          changePassword: (
            <Link href="/profile/security" className="link">
              {t.changeYourPassword}
            </Link>
          ),
        })}
      </PageHeader>
      <ActivityList entries={entries} names={names} fromHere={fromHere} />
      <ActivityPager isFirstPage={cursor === null} nextCursor={nextCursor} />
    </ClientTexts>
  );
}

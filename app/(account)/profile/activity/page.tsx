import type { Metadata } from "next";
import Link from "next/link";
import { ActivityList } from "@/app/ui/activity/activity-list";
import { PageHeader } from "@/app/ui/shell/page-header";
import { listActivity } from "@/lib/server/activity";
import { requireSession } from "@/lib/web/current-session";

export const metadata: Metadata = { title: "Activity" };

export default async function ActivityPage() {
  const { user, session } = await requireSession("/profile/activity");
  return (
    <>
      <PageHeader title="Activity">
        What happened to your account. If something here was not you,{" "}
        <Link href="/profile" className="link">
          end that device
        </Link>{" "}
        and{" "}
        <Link href="/profile/security" className="link">
          change your password
        </Link>
        .
      </PageHeader>
      <ActivityList entries={await listActivity(user.id)} currentSessionId={session.id} />
    </>
  );
}

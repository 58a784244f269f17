import type { Metadata } from "next";
import { listActiveOrganizations } from "@/lib/server/organizations/active-membership";
import { listEndedSessions, listSessions } from "@/lib/server/session-list";
import { requireSession } from "@/lib/web/pages/current-session";
import { Devices } from "./devices";

export const metadata: Metadata = { title: "Devices" };

export default async function DevicesPage() {
  const { user, session } = await requireSession("/profile");
  const [initial, ended, organizations] = await Promise.all([
    listSessions({ userId: user.id, currentSessionId: session.id }),
    listEndedSessions({ userId: user.id }),
    listActiveOrganizations(user.id),
  ]);
  return <Devices initial={initial} ended={ended} organizations={organizations} />;
}

import type { Metadata } from "next";
import { listEndedSessions, listSessions } from "@/lib/server/session-list";
import { requireSession } from "@/lib/web/pages/current-session";
import { Devices } from "./devices";

export const metadata: Metadata = { title: "Devices" };

export default async function DevicesPage() {
  const { user, session } = await requireSession("/profile");
  const initial = await listSessions({ userId: user.id, currentSessionId: session.id });
  return <Devices initial={initial} ended={await listEndedSessions({ userId: user.id })} />;
}

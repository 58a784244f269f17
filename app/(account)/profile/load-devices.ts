import "server-only";
import { listActiveOrganizations } from "@/lib/server/organizations/active-membership";
import { listEndedSessions, listSessions } from "@/lib/server/sessions/session-list";
import type { SessionSnapshot } from "@/lib/web/pages/current-session";

/** Loads what the device screen begins with: the lists of devices, and where each works. */
export async function loadDevices({ user, session }: SessionSnapshot) {
  const [initial, ended, organizations] = await Promise.all([
    listSessions({ userId: user.id, currentSessionId: session.id }),
    listEndedSessions({ userId: user.id }),
    listActiveOrganizations(user.id),
  ]);
  return { initial, ended, organizations };
}

import { database } from "@/lib/server/database";
import { isoTime } from "@/lib/server/iso-time";
import type { SessionStatusView } from "@/lib/session/contract";
import type { EndReason } from "@/lib/session/reasons";
import { findPrincipal } from "./sessions";

/**
 * Says whether a user is signed in, to pages that need to know no more. Pure reading: nothing is changed or extended.
 *
 * @param presented the refresh token; null when the browser holds none that it may use
 * @param epoch the value of the epoch cookie
 * @param reasonWithoutToken the reason to give when there is no token
 */
export async function describeStatus(
  presented: string | null,
  epoch: string,
  reasonWithoutToken: EndReason | null = null,
): Promise<SessionStatusView> {
  const found = presented === null ? { reason: reasonWithoutToken } : await findPrincipal(presented);
  if ("session" in found) {
    const { user, now } = found;
    return { active: true, userId: user.id, epoch, serverTime: isoTime(now) };
  }
  const serverTime = isoTime(await database().now());
  return { active: false, epoch, ...(found.reason && { reason: found.reason }), serverTime };
}

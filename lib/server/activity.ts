import type { ActivityEntryView } from "@/lib/session/contract";
import { database } from "./database";

/** Anyone can cause failed sign-ins, so they have a limit of their own and cannot push out other events. */
const MAX_ENTRIES = { own: 150, attempts: 50 };

/** @returns what happened to an account, newest first. */
export async function listActivity(userId: string): Promise<ActivityEntryView[]> {
  const events = await database().listEvents(userId, MAX_ENTRIES);
  return events.map((event) => {
    const byOther = event.actorUserId !== null && event.actorUserId !== userId;
    return {
      id: String(event.id),
      event: event.name,
      at: new Date(event.at).toISOString(),
      sessionId: event.sessionId,
      // The user is not told where an administrator was.
      ipAddress: byOther ? null : event.ipAddress,
      device: byOther ? null : event.device,
      reason: event.reason,
      byOther,
    };
  });
}

import type { ActivityEntryView } from "@/lib/session/contract";
import { database } from "./database";

/** Whoever knows an address can have attempts written down: they leave the rest its place. */
const LENGTH = { own: 150, attempts: 50 };

/** @returns what happened to an account, newest first. */
export async function listActivity(userId: string): Promise<ActivityEntryView[]> {
  const events = await database().listEvents(userId, LENGTH);
  return events.map((event) => {
    const byOther = event.actorUserId !== null && event.actorUserId !== userId;
    return {
      id: String(event.id),
      event: event.name,
      at: new Date(event.at).toISOString(),
      sessionId: event.sessionId,
      // Where an administrator sits is not the user's to know.
      ipAddress: byOther ? null : event.ipAddress,
      device: byOther ? null : event.device,
      reason: event.reason,
      byOther,
    };
  });
}

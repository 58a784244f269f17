import type { EventPosition, StoredEvent } from "@/db/queries/audit";
import { database } from "@/lib/server/database";
import { isoTime } from "@/lib/server/iso-time";
import type { ActivityEntryView, ActivityPageView } from "@/lib/session/account/activity-contract";
import type { AuditEventName } from "@/lib/session/audit-events";

/**
 * The most entries of a page. Anyone can cause failed sign-ins, so they have a limit of their own and push out no other
 * event: of more than that many between two other events, the newest are listed.
 */
const PAGE_SIZE = { own: 30, attempts: 20 };
const ATTEMPTS: readonly AuditEventName[] = ["sign_in_failed", "sign_in_throttled"];

/**
 * @param after the last entry of the page before; null for the newest entries
 * @returns what happened to an account, newest first
 */
export async function listActivity(userId: string, after: EventPosition | null): Promise<ActivityPageView> {
  const { listed, nextCursor } = await readPage(userId, after);
  return { entries: listed.map((event) => entryView(event, userId)), nextCursor };
}

/**
 * Lists the activity for the page that shows it.
 *
 * @param after as for `listActivity`
 * @returns the same, and the ids of the entries that came from the session; the session that an entry is about can be
 *   another one
 */
export async function listActivityFor(
  { userId, sessionId }: { userId: string; sessionId: string },
  after: EventPosition | null,
): Promise<ActivityPageView & { fromHere: string[] }> {
  const { listed, nextCursor } = await readPage(userId, after);
  return {
    entries: listed.map((event) => entryView(event, userId)),
    nextCursor,
    // A sign-in comes from no session, and begins the one it is about.
    fromHere: listed
      .filter((event) => (event.actorSessionId ?? event.sessionId) === sessionId)
      .map(({ id }) => String(id)),
  };
}

async function readPage(userId: string, after: EventPosition | null) {
  const limits = { ...PAGE_SIZE, own: PAGE_SIZE.own + 1 }; // one more says whether there is another page
  const events = await database().listEvents(userId, limits, after);
  const own = events.filter(({ name }) => !ATTEMPTS.includes(name));
  const last = own.length > PAGE_SIZE.own ? (own[PAGE_SIZE.own - 1] ?? null) : null;
  const listed = last ? events.slice(0, events.indexOf(last) + 1) : events;
  return { listed, nextCursor: last && `${last.at}-${last.id}` };
}

function entryView(event: StoredEvent, userId: string): ActivityEntryView {
  const byOther = event.actorUserId !== null && event.actorUserId !== userId;
  return {
    id: String(event.id),
    event: event.name,
    at: isoTime(event.at),
    sessionId: event.sessionId,
    // The user is not told where an administrator was.
    ipAddress: byOther ? null : event.ipAddress,
    device: byOther ? null : event.device,
    reason: event.reason,
    byOther,
  };
}

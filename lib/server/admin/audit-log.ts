/** The audit log as administrators read it: every account, with who did it and from where. */
import type { EventPosition } from "@/db/queries/audit";
import type { AuditFilter, FoundEvent } from "@/db/queries/audit-search";
import { database } from "@/lib/server/database";
import { isoTime } from "@/lib/server/iso-time";
import type { AuditEntryView } from "@/lib/session/admin/admin-contract";

const PAGE_SIZE = 30;

/**
 * @param after the last entry of the page before; null for the newest entries
 * @returns the entries that fit, the newest first, and where the next page begins
 */
export async function searchAuditLog(
  filter: AuditFilter,
  after: EventPosition | null,
): Promise<{ entries: AuditEntryView[]; nextCursor: string | null }> {
  const found = await database().searchEvents(filter, after, PAGE_SIZE + 1); // one more says whether there is another page
  const listed = found.slice(0, PAGE_SIZE);
  const last = found.length > PAGE_SIZE ? listed.at(-1)?.event : null;
  return { entries: listed.map(entryView), nextCursor: last ? `${last.at}-${last.id}` : null };
}

function entryView({ event, userName, actorName }: FoundEvent): AuditEntryView {
  const { userId, actorUserId } = event;
  return {
    id: String(event.id),
    event: event.name,
    at: isoTime(event.at),
    user: userId === null ? null : { id: userId, name: userName },
    actor: actorUserId === null ? null : { id: actorUserId, name: actorName },
    ipAddress: event.ipAddress,
    device: event.device,
    reason: event.reason,
    details: event.details,
  };
}

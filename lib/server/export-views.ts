/** The larger rows of an account as its export shows them: named one by one, so that a new column stays out until it is named. */
import type { AccountData } from "@/db/queries/account-data";
import type { ExportedDevice, ExportedEvent, ExportedSession } from "@/lib/session/export-contract";
import type { DeviceFacts } from "@/lib/session/session";

/** @param instant milliseconds since the epoch @returns the same as ISO 8601 in UTC */
export const iso = (instant: number) => new Date(instant).toISOString();
/** The same for an instant that may not have come. */
export const isoOrNull = (instant: number | null) => (instant === null ? null : iso(instant));

/** What the messages say that is about their recipient. Other values name other users. */
const MAIL_FACTS = [
  "name",
  "factor",
  "what",
  "device",
  "place",
  "ipAddress",
  "provider",
  "organization",
  "role",
  "deletionAt",
];

/** @returns what a device said of itself */
export function exportedDevice({
  userAgent,
  browser,
  browserVersion,
  os,
  osVersion,
  device,
  ipAddress,
  location,
}: DeviceFacts): ExportedDevice {
  return { userAgent, browser, browserVersion, os, osVersion, device, ipAddress, location };
}

/** @returns a session without its tokens */
export function exportedSession(session: AccountData["sessions"][number]): ExportedSession {
  const { id, browserId, label, authMethods, rememberMe, binding, organizationId, workspaceId } = session;
  return {
    id,
    browserId,
    label,
    authMethods,
    rememberMe,
    binding,
    organizationId,
    workspaceId,
    ...exportedDevice(session),
    byAdministrator: session.impersonatorId !== null,
    createdAt: iso(session.createdAt),
    authenticatedAt: iso(session.authenticatedAt),
    lastActiveAt: iso(session.lastPresenceAt),
    rotations: session.generation,
    rotatedAt: iso(session.rotatedAt),
    absoluteExpiresAt: iso(session.absoluteExpiresAt),
    endedAt: isoOrNull(session.endedAt),
    endedReason: session.endedReason,
  };
}

/** @param userId the user whose export it is: from where another did something is not for them to know */
export function exportedEvent(
  event: AccountData["events"][number],
  userId: string,
): ExportedEvent & { byOther: boolean } {
  const byOther = event.actorUserId !== null && event.actorUserId !== userId;
  return {
    event: event.name,
    at: iso(event.at),
    // Of what the user did to another, the session is the other's.
    sessionId: event.userId === userId ? event.sessionId : event.actorSessionId,
    ipAddress: byOther ? null : event.ipAddress,
    device: byOther ? null : event.device,
    reason: event.reason,
    organization: event.details?.organization ?? null,
    byOther,
  };
}

/** @returns a message without its secrets and without what it says of other users */
export function exportedMail({ template, values, createdAt, sentAt }: AccountData["mail"][number]) {
  const facts = Object.entries(values).filter(([name, value]) => MAIL_FACTS.includes(name) && value !== null);
  return {
    about: template,
    facts: Object.fromEntries(facts) as Record<string, string>,
    createdAt: iso(createdAt),
    sentAt: isoOrNull(sentAt),
  };
}

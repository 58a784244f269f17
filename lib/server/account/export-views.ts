/** The larger rows of an account as its export shows them: named one by one, so that a new column stays out until it is named. */
import type { AccountData } from "@/db/queries/account-data";
import { isoTime, isoTimeOrNull } from "@/lib/server/iso-time";
import type { ExportedDevice, ExportedEvent, ExportedSession } from "@/lib/session/account/export-contract";
import type { DeviceFacts } from "@/lib/session/session";

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
    createdAt: isoTime(session.createdAt),
    authenticatedAt: isoTime(session.authenticatedAt),
    lastActiveAt: isoTime(session.lastPresenceAt),
    rotations: session.generation,
    rotatedAt: isoTime(session.rotatedAt),
    absoluteExpiresAt: isoTime(session.absoluteExpiresAt),
    endedAt: isoTimeOrNull(session.endedAt),
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
    at: isoTime(event.at),
    // Of what the user did to another, the session is the other's.
    sessionId: event.userId === userId ? event.sessionId : event.actorSessionId,
    ipAddress: byOther ? null : event.ipAddress,
    device: byOther ? null : event.device,
    reason: event.reason,
    organization: event.details?.organization ?? null,
    formerEmail: event.details?.from ?? null,
    byOther,
  };
}

/** @returns a message without its secrets and without what it says of other users */
export function exportedMail({ template, values, createdAt, sentAt }: AccountData["mail"][number]) {
  const facts = Object.entries(values).filter(([name, value]) => MAIL_FACTS.includes(name) && value !== null);
  return {
    about: template,
    facts: Object.fromEntries(facts) as Record<string, string>,
    createdAt: isoTime(createdAt),
    sentAt: isoTimeOrNull(sentAt),
  };
}

/**
 * Adding a device without typing a password: a link that the signed-in device shows as a QR code, the request of the
 * browser that opens it, and the approval of that one request on the signed-in device.
 *
 * A link alone signs no one in. It takes one request and lasts five minutes, and the session that made it must be alive
 * at every step (OWASP ASVS 5.0, 6.5.1, 6.5.5 and 6.6.2).
 */

import type { Caller } from "@/lib/session/caller";
import type { Actor, AuditEvent, Decision } from "@/lib/session/decision";
import { noChange } from "@/lib/session/decision";
import { type Failure, fail } from "@/lib/session/failure";
import { type ClientDevice, endReason, type SessionRecord } from "@/lib/session/session";
import { OIDC } from "./attempt-progress";
import type { NewSession } from "./sign-in";
import type { DeviceLinkRecord, DeviceRequestRecord, TicketRecord } from "./sign-in-records";
import { isOpen, newTicket, type TicketWithAccount } from "./tickets";

const DEVICE_LINK_LIFETIME_MS = 5 * 60_000;

export interface DeviceLinkPolicy {
  /** `REAUTHENTICATION_WINDOW`, in milliseconds. */
  reauthenticationWindow: number;
}

export const DEVICE_LINK_STATUSES = [
  "waiting",
  "expired",
  "requested",
  "approved",
  "used",
  "cancelled",
] as const;
export type DeviceLinkStatus = (typeof DEVICE_LINK_STATUSES)[number];

/** A ticket that is a device link. */
export type DeviceLinkTicket = TicketRecord & { deviceLink: DeviceLinkRecord };

/** The signed-in device, and when its user last proved who they are. */
export interface Approver {
  authTime: number;
  actor: Actor;
}

/** @returns where the adding of a device stands */
export function deviceLinkStatus(ticket: DeviceLinkTicket, now: number): DeviceLinkStatus {
  if (ticket.usedAt !== null) return "used";
  if (ticket.revokedAt !== null) return "cancelled";
  if (now >= ticket.expiresAt) return "expired";
  if (ticket.deviceLink.approval) return "approved";
  return ticket.deviceLink.request ? "requested" : "waiting";
}

type ApproverRefusal = Failure<"forbidden_while_impersonating" | "reauthentication_required" | "forbidden">;

/**
 * Decides whether a session may sign another device in. Asked when the link is made and again when it is approved.
 *
 * @returns null; or `forbidden_while_impersonating`, `reauthentication_required` without a recent sign-in, and `forbidden`
 *   for a session from an identity provider, which alone decides who signs in with it
 */
function refuseApprover(
  { session }: Pick<Caller, "session">,
  { authTime }: Pick<Approver, "authTime">,
  now: number,
  { reauthenticationWindow }: DeviceLinkPolicy,
): ApproverRefusal | null {
  if (session.impersonatorId !== null) return fail("forbidden_while_impersonating");
  if (session.authMethods.includes(OIDC)) return fail("forbidden");
  return now - authTime < reauthenticationWindow ? null : fail("reauthentication_required");
}

/**
 * Makes a link. Earlier links of this session are void: it shows one at a time. Those of the user's other sessions stay,
 * as each can be approved only by the session that shows it.
 *
 * @returns outcome: the ticket; or the codes of `refuseApprover`
 */
export function decideNewDeviceLink(
  caller: Pick<Caller, "session">,
  { hash, code, authTime }: { hash: string; code: string } & Pick<Approver, "authTime">,
  now: number,
  policy: DeviceLinkPolicy,
): Decision<DeviceLinkTicket | ApproverRefusal> {
  const refusal = refuseApprover(caller, { authTime }, now, policy);
  if (refusal) return noChange(refusal);
  const { id: sessionId, userId, minGeneration } = caller.session;
  const deviceLink = { code, minGeneration, request: null, approval: null };
  const ticket = newTicket({ hash, type: "device_link", userId, sessionId }, now, DEVICE_LINK_LIFETIME_MS);
  return {
    outcome: { ...ticket, deviceLink },
    changes: [
      { kind: "revoke-tickets-of-session", userId, sessionId, type: "device_link", at: now },
      { kind: "insert-ticket", ticket: { ...ticket, deviceLink } },
    ],
    events: [],
  };
}

/** A link that is open, its account, and the session that made it. */
export interface OpenDeviceLink {
  ticket: DeviceLinkTicket;
  approver: SessionRecord;
}

/** A browser that holds the secret of a link: its id, which may have been copied, and the ids whose keys it holds. */
export type LinkHolder = Pick<NewSession, "browserId" | "heldIds">;

/**
 * Judges a link for a browser that holds its secret.
 *
 * @param found read with the account, whose sessions are the living ones
 * @returns null for a link that is over; once a browser has asked, for every other one and without the key of the
 *   request; and when the session that made it has ended, its user was disabled, or the password was changed since
 */
export function openDeviceLink(
  found: TicketWithAccount | null,
  { browserId, heldIds = [] }: LinkHolder,
  now: number,
): OpenDeviceLink | null {
  if (!found) return null;
  const { ticket, account } = found;
  const { deviceLink } = ticket;
  if (!deviceLink || !isOpen(ticket, "device_link", now) || account.user.disabledAt !== null) return null;
  if (ticket.browserId !== null && ticket.browserId !== browserId) return null;
  if (deviceLink.request && !heldIds.includes(deviceLink.request.id)) return null;
  const approver = account.sessions.find(({ id }) => id === ticket.sessionId);
  if (!approver || endReason(approver, now) !== null) return null;
  if (approver.minGeneration !== deviceLink.minGeneration) return null;
  return { ticket: { ...ticket, deviceLink }, approver };
}

/**
 * Asks for a browser to be added. The first browser to ask is the only one the link works in. Asking again changes nothing:
 * with the key of the request it shows the same code, and without it the link is not good. So no two holders of one
 * browser's id ever see the code that the signed-in device shows.
 *
 * @returns outcome: the link as it stands then; or `invalid_ticket` as `openDeviceLink` says
 */
export function decideDeviceRequest(
  found: TicketWithAccount | null,
  asked: LinkHolder & { id: string; code: string; device: ClientDevice; actor: Actor },
  now: number,
): Decision<DeviceLinkTicket | Failure<"invalid_ticket">> {
  const { browserId, id, code, device, actor } = asked;
  const open = openDeviceLink(found, asked, now);
  if (!open) return noChange(fail("invalid_ticket"));
  const { ticket, approver } = open;
  if (ticket.deviceLink.request) return noChange(ticket);
  const request: DeviceRequestRecord = { id, code, device, at: now };
  const set = { browserId, deviceLink: { ...ticket.deviceLink, request } };
  return {
    outcome: { ...ticket, ...set },
    changes: [{ kind: "update-ticket", hash: ticket.hash, set }],
    events: [aboutDevice("device_requested", approver, actor, now)],
  };
}

/** @returns a link of this session; null for any other ticket, also for a link of another session of the same user */
function ownLink(ticket: TicketRecord | null, { session }: Pick<Caller, "session">): DeviceLinkTicket | null {
  const deviceLink = ticket?.type === "device_link" ? ticket.deviceLink : null;
  return ticket && deviceLink && ticket.sessionId === session.id ? { ...ticket, deviceLink } : null;
}

/**
 * Approves the request that the signed-in device has shown, and no other.
 *
 * @returns outcome: the link as it stands then; or `not_found` for a link of another session or another request,
 *   `device_link_closed` unless the request waits, and the codes of `refuseApprover`
 */
export function decideDeviceApproval(
  stored: TicketRecord | null,
  { requestId, authTime, actor }: { requestId: string } & Approver,
  now: number,
  caller: Pick<Caller, "session">,
  policy: DeviceLinkPolicy,
): Decision<DeviceLinkTicket | Failure<"not_found" | "device_link_closed"> | ApproverRefusal> {
  const refusal = refuseApprover(caller, { authTime }, now, policy);
  if (refusal) return noChange(refusal);
  const ticket = ownLink(stored, caller);
  if (!ticket) return noChange(fail("not_found"));
  const status = deviceLinkStatus(ticket, now);
  if (status !== "requested") return noChange(fail("device_link_closed", { status }));
  if (ticket.deviceLink.request?.id !== requestId) return noChange(fail("not_found"));
  const deviceLink = { ...ticket.deviceLink, approval: { at: now, authTime } };
  return {
    outcome: { ...ticket, deviceLink },
    changes: [{ kind: "update-ticket", hash: ticket.hash, set: { deviceLink } }],
    events: [aboutDevice("device_approved", caller.session, actor, now)],
  };
}

/**
 * Calls a link off, whether or not a device has asked or was approved.
 *
 * @returns outcome: null, also when it was over before; or `not_found` for a link of another session, `device_link_closed`
 *   for one that has signed a device in
 */
export function decideDeviceCancel(
  stored: TicketRecord | null,
  now: number,
  caller: Pick<Caller, "session">,
): Decision<Failure<"not_found" | "device_link_closed"> | null> {
  const ticket = ownLink(stored, caller);
  if (!ticket) return noChange(fail("not_found"));
  const status = deviceLinkStatus(ticket, now);
  if (status === "used") return noChange(fail("device_link_closed", { status }));
  if (status === "cancelled") return noChange(null);
  return {
    outcome: null,
    changes: [{ kind: "update-ticket", hash: ticket.hash, set: { revokedAt: now } }],
    events: [],
  };
}

function aboutDevice(
  name: "device_requested" | "device_approved",
  { id: sessionId, userId }: SessionRecord,
  actor: Actor,
  at: number,
): AuditEvent {
  return { name, at, userId, sessionId, actor, reason: null };
}

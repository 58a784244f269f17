/** Adding a device: the link that the signed-in device shows, and its approval there. */
import { randomInt } from "node:crypto";
import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { config } from "@/lib/server/config";
import { hashToken, newSecret } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { claimOf } from "@/lib/server/for-caller";
import { isoTime } from "@/lib/server/iso-time";
import { drawLinkQrCode } from "@/lib/server/qr-code";
import { consume } from "@/lib/server/rate-limit";
import type { BearerPrincipal } from "@/lib/server/sessions/sessions";
import { type CallerFailure, decideForCaller } from "@/lib/session/caller";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type { DeviceLinkView, NewDeviceLinkView } from "@/lib/session/sign-in/device-link-contract";
import {
  type DeviceLinkTicket,
  decideDeviceApproval,
  decideDeviceCancel,
  decideNewDeviceLink,
  deviceLinkStatus,
} from "@/lib/session/sign-in/device-links";

/** The signed-in device, with the time at which its user last proved who they are. */
export type LinkMaker = Omit<BearerPrincipal, "now">;

/**
 * Makes a link for a device to be added.
 *
 * @returns the link with its secret; or `rate_limited`, and the codes of `decideNewDeviceLink` and `decideForCaller`
 */
export async function createDeviceLink(principal: LinkMaker): Promise<NewDeviceLinkView | Failure> {
  const blocked = await consume({ limit: "deviceLink", key: principal.user.id });
  if (blocked) return blocked.failure;
  const secret = newSecret();
  const { authTime } = principal;
  const made = { hash: hashToken(secret), code: newPairingCode(), authTime };
  const claim = claimOf(principal);
  const { outcome, now } = await database().changeTicketForCaller(claim, made.hash, (found, now) =>
    decideForCaller(found, claim, now, (_, now, caller) => decideNewDeviceLink(caller, made, now, config())),
  );
  if (isFailure(outcome)) return outcome;
  const url = `${config().origin}/add-device#ticket=${secret}`;
  return { ...deviceLinkView(outcome, now), url, qrCode: drawLinkQrCode(url) };
}

/** Describes a link. Pure reading. @returns the link; or `not_found` unless this session made it */
export async function describeDeviceLink(
  { session }: Pick<LinkMaker, "session">,
  id: string,
): Promise<DeviceLinkView | Failure<"not_found">> {
  const db = database();
  const [found, now] = await Promise.all([db.findTicketWithAccount(id), db.now()]);
  const deviceLink = found?.ticket.deviceLink;
  if (!deviceLink || found.ticket.sessionId !== session.id) return fail("not_found");
  return deviceLinkView({ ...found.ticket, deviceLink }, now);
}

/**
 * Approves the device that asks to be added.
 *
 * @param asked.requestId the request that the user was shown
 * @returns the link as it stands then; or the codes of `decideDeviceApproval` and `decideForCaller`
 */
export async function approveDevice(
  principal: LinkMaker,
  { id, requestId }: { id: string; requestId: string },
  client: ClientInfo,
): Promise<DeviceLinkView | Failure> {
  const claim = claimOf(principal);
  const { authTime } = principal;
  const approval = { requestId, authTime, actor: actorOf(client, principal.session) };
  const { outcome, now } = await database().changeTicketForCaller(claim, id, (found, now) =>
    decideForCaller(found, claim, now, (ticket, now, caller) =>
      decideDeviceApproval(ticket, approval, now, caller, config()),
    ),
  );
  return isFailure(outcome) ? outcome : deviceLinkView(outcome, now);
}

/** Calls a link off. @returns null; or the codes of `decideDeviceCancel` and `decideForCaller` */
export async function cancelDeviceLink(
  principal: Omit<LinkMaker, "authTime">,
  id: string,
): Promise<Failure<"not_found" | "device_link_closed"> | CallerFailure | null> {
  const claim = claimOf(principal);
  const { outcome } = await database().changeTicketForCaller(claim, id, (found, now) =>
    decideForCaller(found, claim, now, decideDeviceCancel),
  );
  return outcome;
}

/** @returns four random digits in two pairs, such as "42-17": easy to read out and to compare */
export function newPairingCode(): string {
  const digits = String(randomInt(10_000)).padStart(4, "0");
  return `${digits.slice(0, 2)}-${digits.slice(2)}`;
}

/** @param ticket its hash names it: nothing leads from there back to the secret @param now milliseconds since the epoch */
function deviceLinkView(ticket: DeviceLinkTicket, now: number): DeviceLinkView {
  const { code, request } = ticket.deviceLink;
  return {
    id: ticket.hash,
    status: deviceLinkStatus(ticket, now),
    code,
    request: request && {
      id: request.id,
      code: request.code,
      browser: request.device.browser,
      os: request.device.os,
      device: request.device.device,
      userAgent: request.device.userAgent,
      ipAddress: request.device.ipAddress,
      location: request.device.location,
      at: isoTime(request.at),
    },
    expiresAt: isoTime(ticket.expiresAt),
  };
}

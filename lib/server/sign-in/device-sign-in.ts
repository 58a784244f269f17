/** Adding a device, on the new one: whose account the link is for, the request, and the sign-in. */

import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { hashToken, newId } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { displayEmail } from "@/lib/server/email";
import { findLocation } from "@/lib/server/geoip";
import { isoTime } from "@/lib/server/iso-time";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type { UserRecord } from "@/lib/session/session";
import type { DeviceLinkOfferView } from "@/lib/session/sign-in/device-link-contract";
import { decideDeviceRequest, deviceLinkStatus, openDeviceLink } from "@/lib/session/sign-in/device-links";
import { decideDeviceSignIn } from "@/lib/session/sign-in/device-sign-in";
import type { DeviceLinkRecord } from "@/lib/session/sign-in/sign-in-records";
import type { StepResult } from "./attempt-steps";
import { newPairingCode } from "./device-links";
import { attemptPolicy, isKnownBrowser, newOpening, toResult } from "./new-session";

/**
 * Tells a browser whose account a link is for, and where its request stands. Pure reading.
 *
 * @param secret from the link
 * @returns the offer; or `invalid_ticket` for every link that is not good here
 */
export async function describeDeviceOffer(
  secret: string,
  { browserId, attemptIds }: ClientInfo,
): Promise<DeviceLinkOfferView | Failure<"invalid_ticket">> {
  const db = database();
  const [found, now] = await Promise.all([db.findTicketWithAccount(hashToken(secret)), db.now()]);
  const open = openDeviceLink(found, { browserId, heldIds: attemptIds }, now);
  if (!found || !open) return fail("invalid_ticket");
  return offerView(found.account.user, open.ticket, now);
}

/** What a browser gets that has asked to be added. */
export interface AskedDevice {
  offer: DeviceLinkOfferView;
  /** What its key is for: without the key the request is no one's, whoever has the browser's cookie. */
  key: { id: string; expiresAt: string };
}

/**
 * Asks, from the new device, to be added.
 *
 * @param secret from the link
 * @returns the offer as it stands then, and what its key is for; or `invalid_ticket` as `decideDeviceRequest` says
 */
export async function requestDevice(
  secret: string,
  client: ClientInfo,
): Promise<AskedDevice | Failure<"invalid_ticket">> {
  const { browserId, attemptIds, device } = client;
  const asked = {
    browserId,
    heldIds: attemptIds,
    id: newId(),
    code: newPairingCode(),
    device: { ...device, location: findLocation(device.ipAddress) },
    actor: actorOf(client, null),
  };
  const { outcome, found, now } = await database().changeByTicket(hashToken(secret), (found, now) =>
    decideDeviceRequest(found, asked, now),
  );
  if (isFailure(outcome)) return outcome;
  const { request } = outcome.deviceLink;
  if (!found || !request) return fail("invalid_ticket");
  const offer = offerView(found.account.user, outcome, now);
  return { offer, key: { id: request.id, expiresAt: offer.expiresAt } };
}

/**
 * Signs the new device in once its request was approved.
 *
 * @returns the grant; or the codes of `decideDeviceSignIn`
 */
export async function signInDevice(ticketHash: string, client: ClientInfo): Promise<StepResult> {
  const db = database();
  const target = await db.findTicket(ticketHash);
  const { opening, refreshToken } = await newOpening(client, await isKnownBrowser(target?.user.id, client));
  const decided = await db.changeByTicket(
    ticketHash,
    (found, now) => decideDeviceSignIn(found, opening, now, attemptPolicy()),
    client,
  );
  const { outcome, now } = decided;
  return isFailure(outcome) ? outcome : toResult({ outcome, now }, refreshToken);
}

function offerView(
  user: UserRecord,
  ticket: Parameters<typeof deviceLinkStatus>[0],
  now: number,
): DeviceLinkOfferView {
  const { code, request }: DeviceLinkRecord = ticket.deviceLink;
  const status = deviceLinkStatus(ticket, now);
  return {
    account: { name: user.name, email: displayEmail(user.email) },
    // An open link is in one of these.
    status: status === "approved" || status === "requested" ? status : "waiting",
    code,
    requestCode: request?.code ?? null,
    expiresAt: isoTime(ticket.expiresAt),
  };
}

/** Messages that tell users what happened to their account (OWASP ASVS 5.0, 6.3.5 and 6.3.7). */
import type { ClientInfo } from "@/lib/server/client-info";
import { config } from "@/lib/server/config";
import { hashToken, newSecret } from "@/lib/server/crypto";
import { findLocation } from "@/lib/server/geoip";
import { isoTime } from "@/lib/server/iso-time";
import { NOT_ME_LIFETIME_MS } from "@/lib/session/account/not-me";
import type { ReportNotices } from "@/lib/session/account/secure-account";
import type { Change } from "@/lib/session/decision";
import { deviceLabel } from "@/lib/session/device/device-label";
import type { DeviceFacts, UserRecord } from "@/lib/session/session";
import type { MailTemplate } from "@/lib/session/sign-in/sign-in-records";
import { newTicket } from "@/lib/session/sign-in/tickets";
import { DEFAULT_LANGUAGE, type Language } from "@/lib/texts/language";
import { type NewMail, newMail, newMailTo } from "./outgoing";

/** The user whom a message tells. */
type Told = Pick<UserRecord, "email" | "name" | "language">;

/** The request that a message tells of. */
interface NoticeSource {
  device: DeviceFacts;
  /** That the browser asks for: of the message, if the user's is not known. */
  language: Language;
}

/**
 * Makes the message about a sign-in on a new browser, with a link that ends the session.
 *
 * @returns the changes of a sign-in that write it
 */
export function newSignInNotice(
  sessionId: string,
  { device, language }: NoticeSource,
): (user: UserRecord, now: number) => Change[] {
  const secret = newSecret();
  const hash = hashToken(secret);
  const mail = newMailTo("new_sign_in", language, { link: `${config().origin}/not-me#ticket=${secret}` });
  return ({ id: userId, email, name }, now) => [
    {
      kind: "insert-ticket",
      ticket: newTicket({ hash, type: "not_me", userId, sessionId }, now, NOT_ME_LIFETIME_MS),
    },
    mail(email, { name, ...whereFrom(device) }, now),
  ];
}

/**
 * Makes the message about a change of an account.
 *
 * @param client the sender of the request that makes the change; null for the command line
 * @param about what was changed, such as the name of a passkey
 */
export function newNotice(
  template: MailTemplate,
  { email, name, language }: Told,
  client: Pick<ClientInfo, "device" | "language"> | null,
  about: Record<string, string | null> = {},
): NewMail {
  const device = client && { ...client.device, location: findLocation(client.device.ipAddress) };
  // The address may be one that the account does not have any more when the message is sent.
  const to = { email, language: language ?? client?.language ?? DEFAULT_LANGUAGE };
  return newMail(template, to, { name, ...about, ...(device ? whereFrom(device) : {}) });
}

/**
 * Makes the message about an account that is to be deleted, with the day on which that happens.
 *
 * @returns the change that writes it; times are in milliseconds since the epoch
 */
export function newDeletionNotice(
  { email, name }: Told,
  client: Pick<ClientInfo, "device" | "language">,
): (deletionAt: number, now: number) => Change {
  const mail = newMailTo("deletion_scheduled", client.language);
  const from = whereFrom({ ...client.device, location: findLocation(client.device.ipAddress) });
  return (deletionAt, now) => mail(email, { name, deletionAt: isoTime(deletionAt), ...from }, now);
}

/**
 * Makes the messages about a report. Only the transaction knows to which address they go, and what it removes.
 *
 * @returns the changes that write them
 */
export function newReportNotices(
  { name }: Pick<Told, "name">,
  { device, language }: Pick<ClientInfo, "device" | "language">,
): ReportNotices {
  const from = whereFrom({ ...device, location: findLocation(device.ipAddress) });
  const about =
    (template: MailTemplate) =>
    (email: string, now: number, what: Record<string, string> = {}) =>
      newMail(template, { email, language }, { name, ...what, ...from })(now);
  // The address that the account loses may be a stranger's, who is not told where the user is.
  const lost = newMailTo("email_changed", language);
  return {
    passwordChanged: about("password_changed"),
    removed: about("factor_removed"),
    emailRestored: about("email_restored"),
    emailLost: (email, now) => lost(email, { name }, now),
  };
}

/**
 * Makes the message about an account at the identity provider that can sign the user in from now on.
 *
 * @returns the change that writes it
 */
export function newLinkNotice({ device, language }: NoticeSource): (user: UserRecord, now: number) => Change {
  const mail = newMailTo("identity_linked", language);
  const provider = config().identityProvider?.name ?? null;
  return ({ email, name }, now) => mail(email, { name, provider, ...whereFrom(device) }, now);
}

/**
 * Makes the message to the user when an administrator acts as them. It names the administrator, not the place or the
 * reason.
 *
 * @returns the change that writes it
 */
export function newImpersonationNotice({
  language,
}: Pick<ClientInfo, "language">): (user: UserRecord, administrator: UserRecord, now: number) => Change {
  const mail = newMailTo("impersonation", language);
  return ({ email, name }, administrator, now) =>
    mail(email, { name, administrator: administrator.name }, now);
}

function whereFrom(device: DeviceFacts): Record<string, string | null> {
  const { location, ipAddress } = device;
  const city = location?.city ?? location?.region ?? null;
  const place = [city, location?.country].filter(Boolean).join(", ");
  return {
    device: deviceLabel(device),
    place: place || null,
    city,
    countryCode: location?.countryCode ?? null,
    ipAddress,
  };
}

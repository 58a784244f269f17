/**
 * When an e-mail is sent again, and when it is given up. Sending happens at least once: a server that stops between
 * sending a message and storing that it was sent leaves a message that is sent again.
 */
import type { MailRecord, MailTemplate } from "@/lib/session/sign-in/sign-in-records";

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** How long a message belongs to the server that sends it. That server extends the lease while it is sending. */
export const MAIL_LEASE_MS = MINUTE_MS;
/** As long as a code or a link in it works. */
const SHORT_LIVED_MS = 10 * MINUTE_MS;
const GIVE_UP_AFTER_MS = 3 * DAY_MS;
/** `nextTryAt` of a message that was given up. */
export const NEVER = Number.MAX_SAFE_INTEGER;

const SHORT_LIVED: readonly MailTemplate[] = [
  "sign_in_code",
  "sign_up_code",
  "email_change_code",
  "password_reset",
];

/**
 * @param email in canonical form
 * @returns whether a mail server can have the address: no domain under `.invalid` exists (RFC 2606, section 2)
 */
export function isDeliverable(email: string): boolean {
  return !email.endsWith(".invalid");
}

type Due = Pick<MailRecord, "template" | "createdAt" | "tries">;

/** @returns whether a message is so old that sending it would be of no use: its code no longer works, for example */
export function isTooLate({ template, createdAt }: Due, now: number): boolean {
  return now - createdAt >= (SHORT_LIVED.includes(template) ? SHORT_LIVED_MS : GIVE_UP_AFTER_MS);
}

/**
 * The wait doubles with each try, up to thirty seconds for a new message and fifteen minutes for one that has waited
 * longer than ten minutes.
 *
 * @param mail.tries how often sending was begun, the failed try included
 * @param now milliseconds since the epoch
 * @returns when to try again; `NEVER` when that would be too late
 */
export function nextTry(mail: Due, now: number): number {
  const longest = now - mail.createdAt < SHORT_LIVED_MS ? 30 * SECOND_MS : 15 * MINUTE_MS;
  const at = now + Math.min(2 ** Math.max(0, mail.tries - 1) * SECOND_MS, longest);
  return isTooLate(mail, at) ? NEVER : at;
}

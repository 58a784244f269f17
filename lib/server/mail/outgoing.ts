/**
 * E-mails on their way into the outbox. A message is a part of the decision that causes it: it is written in the same
 * transaction, and sent once that is committed.
 */

import { config } from "@/lib/server/config";
import { newId, openSecret, sealSecret } from "@/lib/server/crypto";
import type { Change } from "@/lib/session/decision";
import { isDeliverable } from "@/lib/session/mail";
import type { MailTemplate } from "@/lib/session/sign-in/sign-in-records";

/** What only the recipient may know. It is sealed until the message is sent. */
export interface MailSecrets {
  /** Six digits. */
  code?: string;
  /** A whole address, with its ticket in the fragment. */
  link?: string;
}

/** To whom a message goes, and in which words. */
export interface Recipient {
  /** In canonical form. */
  email: string;
  /**
   * As `lib/texts/language.ts` names it, where no account that has the address says another: that of the request which
   * causes the message.
   */
  language: string;
}

/** A message that a rule puts into its decision. @param now milliseconds since the epoch */
export type NewMail = (now: number) => Change;

/** Another one, whose recipient only the rule knows. */
export type NewMailTo = (
  recipient: string,
  values: Record<string, string | null>,
  now: number,
) => Change & { kind: "insert-mail" };

/**
 * Makes a message before the transaction, so that neither randomness nor sealing happens inside it.
 *
 * @param values what the template needs besides the secrets
 */
export function newMail(
  template: MailTemplate,
  { email, language }: Recipient,
  values: Record<string, string | null> = {},
  secrets?: MailSecrets,
): NewMail {
  const make = newMailTo(template, language, secrets);
  return (now) => make(email, values, now);
}

/**
 * As `newMail`, for a recipient that is read in the transaction. A message to an address that no mail server can have
 * gets no recipient, like a decoy.
 *
 * @param language as in `Recipient`
 */
export function newMailTo(template: MailTemplate, language: string, secrets?: MailSecrets): NewMailTo {
  const id = newId();
  const sealedSecrets = secrets ? sealSecret(JSON.stringify(secrets), config().secrets) : null;
  const unsent = { sentAt: null, tries: 0 };
  return (to, values, now) => ({
    kind: "insert-mail",
    mail: {
      ...unsent,
      id,
      recipient: isDeliverable(to) ? to : "",
      template,
      values,
      sealedSecrets,
      language,
      createdAt: now,
      nextTryAt: now,
    },
  });
}

/**
 * Makes a message without a recipient: it is written and processed as every other one, but never sent. A request for an address
 * that no account has writes one, so that it does the same work as a request for a known address (OWASP ASVS 5.0, 6.3.8).
 */
export function decoyMail(template: MailTemplate, language: string, secrets?: MailSecrets): NewMail {
  return newMail(template, { email: "", language }, {}, secrets);
}

/** @returns the secrets of a stored message; none when it has none, or no secret in SESSION_SECRET opens them */
export function openMailSecrets(sealed: string | null): MailSecrets {
  const opened = sealed === null ? null : openSecret(sealed, config().secrets);
  return opened === null ? {} : (JSON.parse(opened.text) as MailSecrets);
}

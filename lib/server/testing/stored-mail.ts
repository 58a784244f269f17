/** A message as it stands in the outbox of a database, read by a test that knows the secret of the installation. */
import { openSecret } from "@/lib/server/crypto";
import { canonicalEmail } from "@/lib/server/email";
import type { MailSecrets } from "@/lib/server/mail/outgoing";
import { renderMail } from "@/lib/server/mail/render";
import type { MailTemplate } from "@/lib/session/sign-in/sign-in-records";

/** A row of the table: JSON is text, and instants are milliseconds since the epoch. */
export interface StoredMail {
  template: MailTemplate;
  values: string;
  sealedSecrets: string | null;
  createdAt: number;
  language: string | null;
}

/** @returns how an address is written in the outbox */
export const asRecipient = canonicalEmail;

/**
 * @param installation its `SESSION_SECRET`, and its `APP_URL`
 * @returns what the recipient reads; code and link are empty when the message has none
 */
export function readStoredMail(
  { template, values, sealedSecrets, createdAt, language }: StoredMail,
  { sessionSecret, origin }: { sessionSecret: string; origin: string },
): { subject: string; text: string; code: string; link: string } {
  const opened = sealedSecrets === null ? null : openSecret(sealedSecrets, [sessionSecret]);
  const secrets: MailSecrets = opened ? JSON.parse(opened.text) : {};
  const mail = { template, values: JSON.parse(values), createdAt, language };
  const { subject, text } = renderMail(mail, secrets, origin);
  return { subject, text, code: secrets.code ?? "", link: secrets.link ?? "" };
}

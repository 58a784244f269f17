/** The mailbox of everyone who tries the demo: what was sent, codes and links included. */
import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { canonicalEmail, displayEmail } from "@/lib/server/email";
import { isoTimeOrNull } from "@/lib/server/iso-time";
import { openMailSecrets } from "@/lib/server/mail/outgoing";
import { renderMail } from "@/lib/server/mail/render";
import type { OutboxMessageView } from "@/lib/session/demo/demo-schemas";

/**
 * @param to an address; without one, the messages to every address
 * @returns the newest messages, newest first; null without `DEMO`
 */
export async function listDemoMail(to?: string): Promise<OutboxMessageView[] | null> {
  const { demo, origin, mail } = config();
  if (!demo) return null;
  const mails = await database().listMail(to === undefined ? null : canonicalEmail(to));
  return mails.map((stored) => {
    const secrets = openMailSecrets(stored.sealedSecrets);
    const { subject, text } = renderMail(stored, secrets, origin);
    // Without a mail server the outbox is where a message goes: it is there once it is committed.
    const sentAt = stored.sentAt ?? (mail.url === null ? stored.createdAt : null);
    return {
      id: stored.id,
      to: displayEmail(stored.recipient),
      subject,
      text,
      code: secrets.code ?? null,
      link: secrets.link ?? null,
      sentAt: isoTimeOrNull(sentAt),
    };
  });
}

/** How a message leaves this server. The rest of the app knows only `Mailer`. */
import { createTransport } from "nodemailer";
import { type Config, config } from "@/lib/server/config";
import { displayEmail } from "@/lib/server/email";
import { escapeControls } from "@/lib/server/log";
import type { MailSecrets } from "./outgoing";
import type { RenderedMail } from "./render";

export interface OutgoingMail extends RenderedMail {
  id: string;
  /** In canonical form. */
  to: string;
  secrets: MailSecrets;
  /** When it was written, in milliseconds since the epoch. */
  createdAt: number;
}

export interface Mailer {
  /**
   * Hands a message over.
   *
   * @throws MailRefused when another try would fail as well, any other error when it may succeed
   */
  send(mail: OutgoingMail): Promise<void>;
}

/** The mail server will never take this message, because the address does not exist, for example. */
export class MailRefused extends Error {
  override name = "MailRefused";
}

/** @returns the way this deployment sends its mail: by `MAIL_URL`, else only into the outbox of the database */
export function createMailer({ mail, origin, development }: Config = config()): Mailer {
  const mailer = mail.url === null ? outboxOnly : smtpMailer(mail.url, mail.from, origin);
  return development ? printing(mailer) : mailer;
}

const outboxOnly: Mailer = { send: async () => undefined };

/** Prints codes and links to the terminal first, so that a developer needs no mailbox. */
function printing(mailer: Mailer): Mailer {
  return {
    async send(mail) {
      const { code, link } = mail.secrets;
      const lines = [`Mail to ${mail.to}: ${mail.subject}`, code && `  code ${code}`, link && `  ${link}`];
      console.info(escapeControls(lines.filter(Boolean).join("\n")));
      await mailer.send(mail);
    },
  };
}

/** How long to wait for the connection, for the greeting, and for each later answer. Some servers are slow. */
const TIMEOUTS_MS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

function smtpMailer(url: string, from: Config["mail"]["from"], origin: string): Mailer {
  const { hostname } = new URL(origin);
  const transport = createTransport({ url, ...TIMEOUTS_MS, disableFileAccess: true, disableUrlAccess: true });
  return {
    async send({ id, to, subject, text, html, language, createdAt }) {
      try {
        await transport.sendMail({
          from,
          // As an object: it names one address, whatever characters are in it.
          to: { name: "", address: displayEmail(to) },
          subject,
          text,
          html,
          date: new Date(createdAt),
          // The same for every try, so that a mailbox can drop a message that comes twice.
          messageId: `<${id}@${hostname}>`,
          // RFC 3834, section 5, and RFC 3282, section 2
          headers: { "Auto-Submitted": "auto-generated", "Content-Language": language },
        });
      } catch (error) {
        throw isPermanent(error) ? new MailRefused("refused by the mail server", { cause: error }) : error;
      }
    },
  };
}

/** A reply of the class 5yz about this message's addresses or content (RFC 5321, section 4.2.1). */
function isPermanent(error: unknown): boolean {
  const { code, responseCode } = error as { code?: string; responseCode?: number };
  return (responseCode ?? 0) >= 500 && (code === "EENVELOPE" || code === "EMESSAGE");
}

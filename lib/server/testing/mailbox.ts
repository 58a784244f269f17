/** What the app has written to an address, for tests. */
import { openMailSecrets } from "@/lib/server/mail/outgoing";
import type { MailTemplate } from "@/lib/session/sign-in/sign-in-records";
import type { Installation } from "./installation";

export interface ReadMail {
  template: MailTemplate;
  values: Record<string, string | null>;
  code: string | null;
  link: string | null;
  /** The secret in the fragment of the link; empty without one. */
  ticket: string;
}

/** @returns the messages to an address that wait to be sent, newest first */
export async function readMail({ db }: Installation, to: string): Promise<ReadMail[]> {
  const mails = await db.listMail(to);
  return mails.map(({ template, values, sealedSecrets }) => {
    const { code = null, link = null } = openMailSecrets(sealedSecrets);
    return { template, values, code, link, ticket: link?.split(/#(?:token|ticket)=/)[1] ?? "" };
  });
}

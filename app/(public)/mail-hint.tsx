import { useTexts } from "#texts";
import { MailboxLink } from "@/app/ui/demo/mailbox-link"; // demo:line
import { config } from "@/lib/server/config";

/** Where to find an email that no mail server sends: for people who try the app. With a mail server there is no hint. */
export function MailHint() {
  const t = useTexts("login");
  const { development, mail } = config();
  // demo:start
  if (config().demo) return <MailboxLink />;
  // demo:end
  if (!development || mail.url !== null) return null;
  return <p className="text-sm text-muted">{t.noMailServer}</p>;
}

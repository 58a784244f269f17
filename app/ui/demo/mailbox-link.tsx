import { useTexts } from "#texts";

/** Where the demo keeps the message that the app has just sent. It opens beside the page that waits for the code. */
export function MailboxLink() {
  const t = useTexts("demo").mailbox;
  const link = (
    <a href="/demo/outbox" target="_blank" rel="noreferrer" className="link">
      {t.link}
    </a>
  );
  return <p className="text-sm text-muted">{t.hint({ link })}</p>;
}

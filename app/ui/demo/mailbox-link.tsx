/** Where the demo keeps the message that the app has just sent. It opens beside the page that waits for the code. */
export function MailboxLink() {
  return (
    <p className="text-sm text-muted">
      This is a demo, so the email is in the{" "}
      <a href="/demo/outbox" target="_blank" rel="noreferrer" className="link">
        demo mailbox
      </a>
      .
    </p>
  );
}

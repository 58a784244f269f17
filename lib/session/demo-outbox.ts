/** The mailbox of the demo, as the HTTP contract promises it. */
/** A message in the answer of `GET /api/demo/outbox`. */
export interface OutboxMessageView {
  id: string;
  to: string;
  subject: string;
  text: string;
  code: string | null;
  link: string | null;
  /** Null while it waits for the mail server. */
  sentAt: string | null;
}

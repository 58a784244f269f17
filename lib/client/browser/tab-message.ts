/**
 * What tabs tell each other. A message is a hint: it carries no secret, no authority, and nothing that a page shows. A tab
 * that receives one looks at the epoch cookie, or asks the server, before it acts. The most a forged message can do is to
 * hide a page for a moment, or to send a page whose session has ended to the sign-in page.
 */

export type TabMessage =
  | "signed-in"
  | "signed-out"
  | "given-up"
  | "sessions-changed"
  | "user-changed"
  | "refreshed"
  | "present"
  | `ended ${string}`;

/** @returns the message that a session has ended; a tab with another session has no use for it */
export function endedMessage(sessionId: string): TabMessage {
  return `ended ${sessionId}`;
}

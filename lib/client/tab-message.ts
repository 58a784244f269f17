/**
 * What tabs tell each other. A message is a hint: it carries no secret, no name and no authority.
 * Whoever receives one looks at the epoch cookie, or asks the server, before acting on it.
 */
const MESSAGES = ["signed-in", "signed-out", "sessions-changed", "refreshed"] as const;
export type TabMessage = (typeof MESSAGES)[number];

/** @returns the message, or null for anything that is none; never throws. */
export function parseTabMessage(value: unknown): TabMessage | null {
  return MESSAGES.find((message) => message === value) ?? null;
}

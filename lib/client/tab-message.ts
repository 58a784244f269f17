/**
 * What tabs tell each other. A message is a hint: it carries no secret and no authority. Whoever receives one looks at
 * the epoch cookie, or asks the server, before acting on it; the most a forged one does is to hide a page for a moment.
 */
import { EXPIRY_REASONS, REVOCATION_REASONS } from "@/lib/session/reasons";
import type { EndView } from "@/lib/session/stream-message";

const HINTS = [
  "signed-in",
  "signed-out",
  "sessions-changed",
  "user-changed",
  "refreshed",
  "present",
] as const;
export type TabMessage = (typeof HINTS)[number] | { ended: EndView };

const REASONS = [...REVOCATION_REASONS, ...EXPIRY_REASONS];
/** Longer than anything the server says. */
const MAX_LENGTH = 1_000;

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length < 200;
}

/** @returns the message as it goes over a line that carries only text. */
export function formatTabMessage(message: TabMessage): string {
  return typeof message === "string" ? message : JSON.stringify(message);
}

/** @returns the message, or null for anything that is none; never throws. */
export function parseTabMessage(value: unknown): TabMessage | null {
  if (typeof value !== "string" || value.length > MAX_LENGTH) return null;
  return HINTS.find((hint) => hint === value) ?? parseEnded(value);
}

function parseEnded(text: string): TabMessage | null {
  let ended: Partial<Record<keyof EndView, unknown>>;
  try {
    ended = JSON.parse(text)?.ended ?? {};
  } catch {
    return null;
  }
  const { sessionId, at, by, from } = ended;
  const reason = REASONS.find((known) => known === ended.reason);
  if (!isText(sessionId) || !isText(at) || !reason) return null;
  if ((by !== null && by !== "you" && by !== "administrator") || (from !== null && !isText(from)))
    return null;
  return { ended: { sessionId, reason, at, by, from } };
}

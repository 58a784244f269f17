/**
 * What tabs tell each other. A message is a hint: it carries no secret and no authority. A tab that
 * receives one looks at the epoch cookie, or asks the server, before it acts. The most a forged message can do is to hide
 * a page for a moment, or to send a page whose session has ended to the sign-in page.
 */
import { EXPIRY_REASONS, REVOCATION_REASONS } from "@/lib/session/reasons";
import type { SessionEnd } from "@/lib/session/session-events";

const HINTS = [
  "signed-in",
  "signed-out",
  "given-up",
  "sessions-changed",
  "user-changed",
  "refreshed",
  "present",
] as const;
export type TabMessage = (typeof HINTS)[number] | { ended: SessionEnd };

const REASONS = [...REVOCATION_REASONS, ...EXPIRY_REASONS];
const BY: SessionEnd["by"][] = [null, "you", "administrator"];
/** Longer than anything the server says. */
const MAX_LENGTH = 1_000;

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length < 200;
}

/** @returns the message as the text that is posted. */
export function formatTabMessage(message: TabMessage): string {
  return typeof message === "string" ? message : JSON.stringify(message);
}

/** @returns the message; null for anything else. Never throws. */
export function parseTabMessage(value: unknown): TabMessage | null {
  if (typeof value !== "string" || value.length > MAX_LENGTH) return null;
  return HINTS.find((hint) => hint === value) ?? parseEnded(value);
}

function parseEnded(text: string): TabMessage | null {
  try {
    const { sessionId, reason: given, at, by, from } = JSON.parse(text).ended;
    const reason = REASONS.find((known) => known === given);
    const isSound = isText(sessionId) && isText(at) && BY.includes(by) && (from === null || isText(from));
    return isSound && reason ? { ended: { sessionId, reason, at, by, from } } : null;
  } catch {
    return null;
  }
}

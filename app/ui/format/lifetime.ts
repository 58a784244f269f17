import type { SessionView } from "@/lib/session/contract";
import type { Texts } from "@/lib/texts/catalogue";

/** A tab reports its user's activity at most once a minute. After three missed reports the device counts as inactive. */
const ACTIVE_WITHIN_MS = 3 * 60_000;

/** @returns true while a user is active at the device; `now` in milliseconds since the epoch. */
export function isActiveNow(
  { current, lastActiveAt }: Pick<SessionView, "current" | "lastActiveAt">,
  now: number,
): boolean {
  return current || now - Date.parse(lastActiveAt) < ACTIVE_WITHIN_MS;
}

/** @returns after how many seconds without human input the session ends. */
export function idleSeconds({ idleExpiresAt, lastActiveAt }: SessionView): number {
  return Math.max(0, (Date.parse(idleExpiresAt) - Date.parse(lastActiveAt)) / 1000);
}

/** @returns both limits in one sentence: "Expires in 6 days, or after 30 minutes of inactivity"; `now` in milliseconds. */
export function endInWords(session: SessionView, now: number, t: Texts<"time">): string {
  const left = (Date.parse(session.absoluteExpiresAt) - now) / 1000;
  if (Date.parse(session.expiresAt) <= now) return t.expiringNow;
  return t.expiresIn({ rest: left, idle: idleSeconds(session) });
}

import type { SessionView } from "@/lib/session/contract";
import { deviceCategory } from "@/lib/session/device/known-agents";
import type { Texts } from "@/lib/texts/catalogue";

const UNUSED_AFTER_DAYS = 30;
const DAY_MS = 86_400_000;

/**
 * @param now milliseconds since the epoch
 * @returns why a device deserves a second look: an administrator, a program, an unknown kind, or not used for 30 days; else null
 */
export function deviceMark(session: SessionView, now: number, t: Texts<"device">): string | null {
  if (session.current) return null;
  if (session.impersonator) return t.mark.administrator;
  const category = deviceCategory(session);
  if (category === "script" || category === "bot" || category === "unknown") return t.mark[category];
  const unusedMs = now - Date.parse(session.lastActiveAt);
  return unusedMs >= UNUSED_AFTER_DAYS * DAY_MS ? t.mark.unused({ days: UNUSED_AFTER_DAYS }) : null;
}

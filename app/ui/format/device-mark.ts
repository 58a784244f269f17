import type { SessionView } from "@/lib/session/contract";
import { type DeviceCategory, deviceCategory } from "@/lib/session/known-agents";

const UNUSED_AFTER_DAYS = 30;
const DAY_MS = 86_400_000;

const MARK: Partial<Record<DeviceCategory, string>> = {
  script: "Script",
  bot: "Bot",
  unknown: "Unrecognized",
};

/**
 * @param now milliseconds since the epoch
 * @returns why a device deserves a second look: an administrator, a program, an unknown kind, or not used for 30 days; else null
 */
export function deviceMark(session: SessionView, now: number): string | null {
  if (session.current) return null;
  if (session.impersonator) return "Administrator";
  const mark = MARK[deviceCategory(session)];
  if (mark) return mark;
  const unusedMs = now - Date.parse(session.lastActiveAt);
  return unusedMs >= UNUSED_AFTER_DAYS * DAY_MS ? `Unused for ${UNUSED_AFTER_DAYS}+ days` : null;
}

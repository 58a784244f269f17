import type { SessionView } from "@/lib/session/contract";
import { type DeviceCategory, deviceCategory } from "@/lib/session/known-agents";

const KIND: Record<DeviceCategory, string> = {
  computer: "Computer",
  phone: "Phone",
  tablet: "Tablet",
  television: "TV",
  console: "Game console",
  headset: "Headset",
  script: "Script or app",
  bot: "Bot",
  unknown: "Unknown",
};

/** @returns the kind of device in words, for users who cannot see its icon. */
export function deviceKind(session: Pick<SessionView, "device" | "userAgent">): string {
  return KIND[deviceCategory(session)];
}
